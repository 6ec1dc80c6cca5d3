import { billingPage } from './testing/billing-page.ts'
import { buyAddon } from './testing/buy.ts'
import { hostedCheckout } from './testing/checkout.ts'
import { limitsOf, myAddons } from './testing/read-answers.ts'
import { expect, test } from './testing/test.ts'

const STORAGE = 'Extra Storage (+10 GB)'

const endOf = (addon: { current_period_end: string }) => Temporal.Instant.from(addon.current_period_end)

test('S0.10 a prepaid add-on is reminded of, renewed in one click, and goes on without a gap', async ({
  page,
  api,
  account,
  sandbox,
}) => {
  const bought = await buyAddon({ api, sandbox, addonId: 'extra_storage_10gb', quantity: 2 })
  await sandbox.moveTo(endOf(bought).subtract({ hours: 24 }))
  const reminder = (await sandbox.mailTo(account.email)).find(({ subject }) => subject.includes('ends on'))
  expect(reminder?.subject).toContain(STORAGE)
  const link = /https?:\/\/\S+\/billing\?renew=\S+/.exec(reminder?.text ?? '')?.[0]
  expect(link).toBeDefined()

  const billing = billingPage(page)
  const checkout = hostedCheckout(page)
  await billing.open()
  await page.getByRole('link', { name: 'Renew for ₹358' }).click()
  await expect(billing.dialog).toContainText(`Renew ${STORAGE}`)
  await billing.accept('₹358.00')
  await checkout.pay()
  await expect(billing.result(/is active$/)).toBeVisible()
  await sandbox.quiet()

  const [renewed] = await myAddons(api)
  const then = endOf(bought).toZonedDateTimeISO('Asia/Kolkata').add({ months: 1 }).toInstant()
  expect(renewed?.ends_at && Temporal.Instant.from(renewed.ends_at).equals(then)).toBe(true)
  await sandbox.moveTo(endOf(bought).add({ hours: 1 }))
  expect((await limitsOf(api)).total_limits).toMatchObject({ azure_storage_gb: 21 })
  expect(await myAddons(api)).toMatchObject([{ quantity: 2 }])
})

test('S0.10 the link in the mail opens the renewal', async ({ page, api, account, sandbox }) => {
  const bought = await buyAddon({ api, sandbox, addonId: 'extra_storage_10gb' })
  await sandbox.moveTo(endOf(bought).subtract({ hours: 24 }))
  const mail = (await sandbox.mailTo(account.email)).find(({ subject }) => subject.includes('ends on'))
  const link = /https?:\/\/\S+\/billing\?renew=\S+/.exec(mail?.text ?? '')?.[0] ?? ''
  await page.goto(link)
  const billing = billingPage(page)
  await expect(billing.dialog).toContainText(`Renew ${STORAGE}`)
  await expect(billing.dialog.getByRole('button', { name: 'Pay ₹179.00' })).toBeEnabled()
  await expect(page).toHaveURL(/\/billing$/)
})

test('S0.10 without renewal it ends at its instant, is told, and can be bought again', async ({
  page,
  api,
  account,
  sandbox,
}) => {
  const bought = await buyAddon({ api, sandbox, addonId: 'extra_storage_10gb', quantity: 2 })
  await sandbox.moveTo(endOf(bought).subtract({ seconds: 30 }))
  expect((await limitsOf(api)).total_limits).toMatchObject({ azure_storage_gb: 21 })
  await sandbox.moveTo(endOf(bought))
  expect((await limitsOf(api)).total_limits).toMatchObject({ azure_storage_gb: 1 })
  expect(await myAddons(api)).toEqual([])
  expect(await myAddons(api, 'expired')).toMatchObject([{ quantity: 2, status: 'expired' }])
  await sandbox.quiet()
  expect((await sandbox.mailTo(account.email)).map(({ subject }) => subject)).toContain(
    `${STORAGE} has ended`,
  )

  const billing = billingPage(page)
  const checkout = hostedCheckout(page)
  await billing.open()
  await expect(billing.limit('Storage')).toContainText('0 / 1 GB used')
  await page.getByRole('link', { name: 'Buy it again' }).click()
  await billing.accept('₹358.00')
  await checkout.pay()
  await billing.result(`${STORAGE} × 2 is active`).getByRole('button', { name: 'Done' }).click()
  await expect(billing.limit('Storage')).toContainText('0 / 21 GB used')
})
