import { billingPage } from './testing/billing-page.ts'
import { hostedCheckout } from './testing/checkout.ts'
import { myAddons, paymentsOf } from './testing/read-answers.ts'
import { expect, test } from './testing/test.ts'

const STORAGE = 'Extra Storage (+10 GB)'

test('S0.14 a payment that failed is tried again in the same checkout', async ({ page, api }) => {
  const billing = billingPage(page)
  const checkout = hostedCheckout(page)
  await billing.open()
  await billing.choose(STORAGE)
  await billing.accept('₹179.00')
  await checkout.simulate('Failure')
  await checkout.refuses('You were not charged. Try again or choose another way to pay.')
  await checkout.pay()
  await expect(billing.result(`${STORAGE} is active`)).toBeVisible()
  await expect
    .poll(async () => (await paymentsOf(api)).map(({ status }) => status))
    .toEqual(['success', 'failed'])
  expect(await myAddons(api)).toMatchObject([{ quantity: 1 }])
})

test('S0.14 a declined card is said to be one, and another pays', async ({ page }) => {
  const billing = billingPage(page)
  const checkout = hostedCheckout(page)
  await billing.open()
  await billing.choose(STORAGE)
  await billing.accept('₹179.00')
  await checkout.payByCard('4000 0000 0000 0002')
  await checkout.refuses(/declined/i)
  await checkout.payByCard('4242 4242 4242 4242')
  await expect(billing.result(`${STORAGE} is active`)).toBeVisible()
})

test('S0.14 after a failed payment the checkout is closed, and the page offers to go on', async ({
  page,
}) => {
  const billing = billingPage(page)
  const checkout = hostedCheckout(page)
  await billing.open()
  await billing.choose(STORAGE)
  await billing.accept('₹179.00')
  await checkout.simulate('Failure')
  await checkout.refuses('You were not charged')
  await checkout.close()
  const result = billing.result('The payment did not go through')
  await result.getByRole('button', { name: 'Continue payment' }).click()
  await checkout.pay()
  await expect(billing.result(`${STORAGE} is active`)).toBeVisible()
})

test('S0.14 a closed checkout is continued, also after a reload', async ({ page, api }) => {
  const billing = billingPage(page)
  const checkout = hostedCheckout(page)
  await billing.open()
  await billing.choose(STORAGE, 2)
  await billing.accept('₹358.00')
  await checkout.shows('₹358.00')
  await checkout.close()
  await checkout.isGone()
  await billing.result('The payment is not finished').getByRole('button', { name: 'Close' }).click()
  await page.reload()
  await expect(page.getByText(`Not paid yet: ${STORAGE} × 2 for ₹358.00`)).toBeVisible()
  await page.getByRole('button', { name: 'Continue payment' }).click()
  await checkout.pay()
  await expect(billing.result(`${STORAGE} × 2 is active`)).toBeVisible()
  expect(await myAddons(api)).toMatchObject([{ quantity: 2 }])
})

test('S0.14 a closed checkout is discarded, and locks nobody out', async ({ page, api }) => {
  const billing = billingPage(page)
  const checkout = hostedCheckout(page)
  await billing.open()
  await billing.choose(STORAGE, 10)
  await billing.accept('₹1,790.00')
  await checkout.close()
  const result = billing.result('The payment is not finished')
  await result.getByRole('button', { name: 'Discard' }).click()
  await billing
    .result('The purchase was discarded')
    .getByRole('button', { name: 'Close', exact: true })
    .first()
    .click()
  await expect(page.getByText(/^Not paid yet/)).toHaveCount(0)
  await billing.choose(STORAGE, 10)
  await billing.accept('₹1,790.00')
  await checkout.pay()
  await expect(billing.result(`${STORAGE} × 10 is active`)).toBeVisible()
  expect(await myAddons(api)).toMatchObject([{ quantity: 10 }])
})

test('S0.14 a new click replaces what was left unpaid, also at the largest quantity', async ({
  page,
  api,
}) => {
  const billing = billingPage(page)
  const checkout = hostedCheckout(page)
  await billing.open()
  await billing.choose(STORAGE, 10)
  await billing.accept('₹1,790.00')
  await checkout.close()
  await billing.result('The payment is not finished').getByRole('button', { name: 'Close' }).click()
  await billing.choose(STORAGE, 4)
  await billing.accept('₹716.00')
  await checkout.pay()
  await billing.result(`${STORAGE} × 4 is active`).getByRole('button', { name: 'Done' }).click()
  expect(await myAddons(api)).toMatchObject([{ quantity: 4 }])
  await expect(page.getByText(/^Not paid yet/)).toHaveCount(0)
})

test('S0.14 a checkout that cannot be loaded charges nothing and is tried again', async ({ page, watch }) => {
  watch.expect(/ERR_FAILED/)
  const billing = billingPage(page)
  const checkout = hostedCheckout(page)
  await billing.open()
  await page.route('**/checkout.js', (route) => route.abort())
  await billing.choose(STORAGE)
  await billing.accept('₹179.00')
  await expect(billing.dialog.getByRole('alert')).toContainText('The payment window could not be loaded')
  await page.unroute('**/checkout.js')
  await billing.dialog.getByRole('button', { name: 'Continue payment' }).click()
  await checkout.pay()
  await expect(billing.result(`${STORAGE} is active`)).toBeVisible()
})

test('S0.14 money a bank has only authorized is waited for, and then taken', async ({
  page,
  api,
  sandbox,
  watch,
}) => {
  watch.expect(/status of 400/)
  const billing = billingPage(page)
  const checkout = hostedCheckout(page)
  await billing.open()
  await billing.choose(STORAGE)
  await billing.accept('₹179.00')
  await checkout.simulate('Authorize only')
  const waiting = billing.result('Waiting for your bank')
  await expect(waiting).toContainText('you do not need to pay again')
  await expect(waiting.getByRole('button', { name: 'Continue payment' })).toHaveCount(0)
  expect(await myAddons(api)).toEqual([])
  await sandbox.advance('PT2M')
  await expect(billing.result(`${STORAGE} is active`)).toBeVisible()
  expect(await myAddons(api)).toMatchObject([{ quantity: 1 }])
})
