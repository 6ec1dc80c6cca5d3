import type { Page } from '@playwright/test'
import { expectAccessible } from './testing/axe.ts'
import { billingPage } from './testing/billing-page.ts'
import { buyAddon } from './testing/buy.ts'
import { hostedCheckout } from './testing/checkout.ts'
import { limitsOf, myAddons, paymentsOf } from './testing/read-answers.ts'
import { expect, test } from './testing/test.ts'

const STORAGE = 'Extra Storage (+10 GB)'

/** "12 Dec 2026", in the zone of whoever issues the bill. */
const day = (instant: Temporal.Instant) =>
  new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'Asia/Kolkata',
  }).format(instant.epochMilliseconds)

const monthAfter = (instant: Temporal.Instant) =>
  instant.toZonedDateTimeISO('Asia/Kolkata').add({ months: 1 }).toInstant()

const endOf = (addon: { current_period_end: string } | undefined) => {
  if (!addon) throw new Error('nothing is held')
  return Temporal.Instant.from(addon.current_period_end)
}

/** Buys so many of the storage add-on on the page, charged by itself from then on. */
async function buyRenewing(page: Page, quantity: number, amount: string): Promise<void> {
  const billing = billingPage(page)
  const checkout = hostedCheckout(page)
  await billing.open()
  await billing.choose(STORAGE, quantity)
  await billing.dialog.getByRole('switch', { name: 'Renew automatically' }).check()
  await expect(billing.dialog).toContainText(`Then ${amount} on`)
  await billing.accept(amount)
  await checkout.approve(amount)
  await billing
    .result(/is active$/)
    .getByRole('button', { name: 'Done' })
    .click()
}

test('S0.10 what is bought with automatic renewal says what is charged when, and goes on by itself', async ({
  page,
  api,
  sandbox,
}) => {
  const billing = billingPage(page)
  const checkout = hostedCheckout(page)
  await billing.open()
  await billing.choose(STORAGE, 2)
  await expect(billing.dialog).toContainText('It does not renew by itself; we remind you before.')
  const choice = billing.dialog.getByRole('switch', { name: 'Renew automatically' })
  await expect(choice).not.toBeChecked()
  await choice.focus()
  await page.keyboard.press('Space')
  await expect(choice).toBeChecked()
  await expect(billing.dialog).toContainText('Charged every month until you turn it off.')
  await expect(billing.dialog).toContainText(/Then ₹358\.00 on \d+ \w+ \d{4}\./)
  await expectAccessible(page, 'purchase dialog with automatic renewal')
  await billing.accept('₹358.00')
  await checkout.approve('₹358.00')
  const result = billing.result(`${STORAGE} × 2 is active`)
  await expect(result).toContainText('You paid ₹358.00.')
  await result.getByRole('button', { name: 'Done' }).click()

  const [held] = await myAddons(api)
  expect(held).toMatchObject({
    quantity: 2,
    auto_renew: true,
    mandate: { status: 'active', quantity: 2, amount: 358 },
  })
  const end = endOf(held)
  await expect(billing.held(STORAGE)).toContainText(`Renews on ${day(end)}.`)
  await sandbox.moveTo(end.add({ hours: 2 }))
  await sandbox.quiet()
  await billing.open()
  await expect(billing.held(STORAGE)).toContainText(`Renews on ${day(monthAfter(end))}.`)
  expect((await paymentsOf(api)).map(({ amount, status }) => ({ amount, status }))).toEqual([
    { amount: 358, status: 'success' },
    { amount: 358, status: 'success' },
  ])
})

test('S0.10 automatic renewal is turned off and on again where the add-on is managed', async ({
  page,
  api,
}) => {
  await buyRenewing(page, 1, '₹179.00')
  const billing = billingPage(page)
  const checkout = hostedCheckout(page)
  const end = endOf((await myAddons(api))[0])
  await billing.manage(STORAGE)
  const renewal = billing.dialog.getByRole('region', { name: 'Automatic renewal' })
  await expect(renewal).toContainText('On')
  await expect(renewal).toContainText(`₹179.00 is charged on ${day(end)}`)
  await expectAccessible(page, 'manage dialog, automatic renewal on')
  await renewal.getByRole('button', { name: 'Turn off' }).click()
  await expect(page.getByText(`${STORAGE} does not renew by itself any more`)).toBeVisible()
  await expect(renewal).toContainText('Off')
  await expect(billing.dialog.getByRole('button', { name: 'Renew', exact: true })).toBeVisible()
  await expectAccessible(page, 'manage dialog, automatic renewal off')
  await page.keyboard.press('Escape')
  await expect(billing.held(STORAGE)).toContainText(`Paid up to ${day(end)}.`)
  expect(await myAddons(api)).toMatchObject([{ auto_renew: false, mandate: { status: 'off' } }])

  await billing.manage(STORAGE)
  await renewal.getByRole('button', { name: 'Turn on' }).click()
  await checkout.approve('₹179.00')
  await expect(page.getByText(`${STORAGE} renews by itself on ${day(end)}`)).toBeVisible()
  await expect(billing.held(STORAGE)).toContainText(`Renews on ${day(end)}.`)
  await billing.manage(STORAGE)
  await renewal.getByRole('button', { name: 'Change way to pay' }).click()
  await checkout.changeMethod('₹179.00')
  await expect(page.getByText(`${STORAGE} renews by itself on ${day(end)}`).first()).toBeVisible()
})

test('S0.10 what was paid by hand is turned on; a closed window changes nothing and is told as it is', async ({
  page,
  api,
  sandbox,
}) => {
  const end = endOf(await buyAddon({ api, sandbox, addonId: 'extra_storage_10gb' }))
  const billing = billingPage(page)
  const checkout = hostedCheckout(page)
  await billing.open()
  await billing.manage(STORAGE)
  const renewal = billing.dialog.getByRole('region', { name: 'Automatic renewal' })
  await expect(renewal).toContainText(`first on ${day(end)}`)
  await renewal.getByRole('button', { name: 'Turn on' }).click()
  await checkout.close()
  await checkout.isGone()
  await expect(billing.held(STORAGE)).toContainText(`Paid up to ${day(end)}.`)
  // The one who closed it is where they were.
  await expect(billing.held(STORAGE).getByRole('button', { name: 'Manage' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(renewal).toContainText('Not approved yet')
  await expectAccessible(page, 'manage dialog, automatic renewal not approved')
  expect(await myAddons(api)).toMatchObject([{ auto_renew: false, mandate: { status: 'pending' } }])

  await renewal.getByRole('button', { name: 'Approve' }).click()
  await checkout.simulate('Failure')
  await checkout.refuses('You were not charged')
  await checkout.close()
  await expect(page.getByText(/^Nothing was changed: /)).toBeVisible()
  await billing.manage(STORAGE)
  await renewal.getByRole('button', { name: 'Approve' }).click()
  await checkout.approve('₹179.00')
  await expect(page.getByText(`${STORAGE} renews by itself on ${day(end)}`)).toBeVisible()
  await expect(billing.held(STORAGE)).toContainText(`Renews on ${day(end)}.`)
  await sandbox.moveTo(end.add({ hours: 2 }))
  await sandbox.quiet()
  expect(await myAddons(api)).toMatchObject([{ quantity: 1, auto_renew: true }])
  expect((await limitsOf(api)).total_limits).toMatchObject({ azure_storage_gb: 11 })
})

/** Bought renewing by itself, and refused by the bank when the next period is charged. */
async function failRenewal(fixtures: {
  page: Page
  api: Parameters<typeof myAddons>[0]
  sandbox: Parameters<typeof buyAddon>[0]['sandbox']
}): Promise<Temporal.Instant> {
  const { page, api, sandbox } = fixtures
  await buyRenewing(page, 1, '₹179.00')
  const [held] = await myAddons(api)
  const end = endOf(held)
  await sandbox.charges(held?.razorpay_subscription_id ?? '', 'failed')
  await sandbox.moveTo(end.add({ hours: 2 }))
  await sandbox.quiet()
  await billingPage(page).open()
  return end
}

const trouble = (page: Page) =>
  page.getByRole('alert').filter({ hasText: `The renewal of ${STORAGE} for ₹179.00 did not go through` })

test('S0.10 a charge that failed is told, kept for a while, and paid by hand', async ({
  page,
  api,
  sandbox,
  watch,
}) => {
  watch.expect(/status of 400/)
  const end = await failRenewal({ page, api, sandbox })
  const billing = billingPage(page)
  const checkout = hostedCheckout(page)
  await expect(trouble(page)).toContainText(
    /You keep it until \d+ \w+ \d{4}\. We try again in the next days\./,
  )
  await expect(billing.held(STORAGE)).toContainText('Not renewed yet. Kept until')
  await expect(billing.limit('Storage')).toContainText('0 / 11 GB used')
  await expectAccessible(page, 'billing, a renewal that failed')
  await billing.manage(STORAGE)
  const renewal = billing.dialog.getByRole('region', { name: 'Automatic renewal' })
  await expect(renewal).toContainText('A charge of ₹179.00 did not go through.')
  await expect(billing.dialog.getByRole('button', { name: 'Renew', exact: true })).toHaveCount(0)
  await expectAccessible(page, 'manage dialog, a renewal that failed')
  await page.keyboard.press('Escape')

  await billing.offer(STORAGE).getByRole('button', { name: 'Add More' }).click()
  await expect(billing.dialog.getByRole('alert')).toContainText('Pay it first, then add more.')
  await expect(billing.dialog.getByRole('button', { name: /^Pay/ })).toBeDisabled()
  await page.keyboard.press('Escape')

  const payNow = trouble(page).getByRole('button', { name: 'Pay ₹179.00 now' })
  await payNow.click()
  await checkout.close()
  const unpaid = billing.result('The payment did not go through')
  await expect(unpaid).toContainText('Nothing was charged.')
  // It stays due: there is nothing to discard.
  await expect(unpaid.getByRole('button', { name: 'Discard' })).toHaveCount(0)
  await unpaid.getByRole('button', { name: 'Not now' }).click()
  await payNow.click()
  await checkout.pay()
  const paid = billing.result(`${STORAGE} is active`)
  await expect(paid).toContainText('It is paid for another period.')
  await paid.getByRole('button', { name: 'Done' }).click()
  await expect(trouble(page)).toHaveCount(0)
  await expect(billing.held(STORAGE)).toContainText(`Renews on ${day(monthAfter(end))}.`)
  expect(await myAddons(api)).toMatchObject([{ quantity: 1, mandate: { status: 'active' } }])
})

test('S0.10 another way to pay settles a charge that failed', async ({ page, api, sandbox }) => {
  const end = await failRenewal({ page, api, sandbox })
  const billing = billingPage(page)
  await trouble(page).getByRole('button', { name: 'Change way to pay' }).click()
  await hostedCheckout(page).changeMethod('₹179.00')
  await expect(trouble(page)).toHaveCount(0)
  await expect(billing.held(STORAGE)).toContainText(`Renews on ${day(monthAfter(end))}.`)
})

test('S0.10 what ended unpaid is brought back by paying it, and renews by itself again', async ({
  page,
  api,
  sandbox,
}) => {
  const end = await failRenewal({ page, api, sandbox })
  await sandbox.moveTo(end.add({ hours: 24 * 3 + 1 }))
  await sandbox.quiet()
  const billing = billingPage(page)
  await billing.open()
  await expect(billing.active).toContainText('No add-ons yet')
  await expect(trouble(page)).toContainText(
    'It has ended; paying brings it back. We do not try again by ourselves.',
  )
  await expect(trouble(page).getByRole('button', { name: 'Change way to pay' })).toHaveCount(0)
  await expectAccessible(page, 'billing, an add-on that ended unpaid')
  await trouble(page).getByRole('button', { name: 'Pay ₹179.00 now' }).click()
  await hostedCheckout(page).pay()
  await billing.result(`${STORAGE} is active`).getByRole('button', { name: 'Done' }).click()
  await expect(trouble(page)).toHaveCount(0)
  await expect(billing.held(STORAGE)).toContainText(`Renews on ${day(monthAfter(end))}.`)
})

test('S0.8 what waits to be paid ends at once when it is canceled', async ({ page, api, sandbox }) => {
  await failRenewal({ page, api, sandbox })
  const billing = billingPage(page)
  await billing.manage(STORAGE)
  await billing.dialog.getByRole('button', { name: 'Cancel add-on' }).click()
  await expect(billing.dialog.getByRole('radio')).toHaveCount(1)
  await expect(billing.dialog).toContainText('It ends at once, and the charge that failed is dropped.')
  await billing.dialog.getByRole('button', { name: 'Cancel now' }).click()
  await expect(billing.limit('Storage')).toContainText('0 / 1 GB used')
  await expect(billing.active).toContainText('No add-ons yet')
  await expect(page.getByText(/^Not paid yet/)).toHaveCount(0)
  await sandbox.quiet()
  await billing.open()
  await expect(trouble(page)).toHaveCount(0)
})

test('S0.10 what is added and not covered by the approval is told, and approved once more', async ({
  page,
  api,
}) => {
  await buyRenewing(page, 2, '₹358.00')
  const billing = billingPage(page)
  const checkout = hostedCheckout(page)
  const end = endOf((await myAddons(api))[0])
  await billing.open()
  await billing.choose(STORAGE)
  await expect(billing.dialog.getByRole('switch')).toHaveCount(0)
  await expect(billing.dialog).toContainText('it renews with the rest, if your bank allows it')
  await billing.accept('₹179.00')
  await checkout.pay()
  await billing.result(`${STORAGE} is active`).getByRole('button', { name: 'Done' }).click()
  await expect(billing.held(STORAGE)).toContainText(`2 of 3 renew on ${day(end)}.`)
  await billing.manage(STORAGE)
  await expect(billing.dialog).toContainText('Approve once more, and all 3 renew.')
  await expect(billing.dialog.getByRole('button', { name: 'Undo' })).toHaveCount(0)
  await expectAccessible(page, 'manage dialog, not all of it renews')
  await billing.dialog.getByRole('button', { name: 'Approve again' }).click()
  await checkout.approve('₹537.00')
  await expect(billing.held(STORAGE)).toContainText(`Renews on ${day(end)}.`)
  expect(await myAddons(api)).toMatchObject([{ quantity: 3, mandate: { status: 'active', quantity: 3 } }])
})
