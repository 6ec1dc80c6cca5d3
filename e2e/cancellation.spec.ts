import { billingPage } from './testing/billing-page.ts'
import { buyAddon } from './testing/buy.ts'
import { limitsOf, myAddons } from './testing/read-answers.ts'
import { expect, test } from './testing/test.ts'

const STORAGE = 'Extra Storage (+10 GB)'

test('S0.8 canceled at period end: kept until then, undone by a click, gone at the instant', async ({
  page,
  api,
  account,
  sandbox,
}) => {
  const bought = await buyAddon({ api, sandbox, addonId: 'extra_storage_10gb', quantity: 2 })
  const end = Temporal.Instant.from(bought.current_period_end)
  const billing = billingPage(page)
  await billing.open()
  const cancel = async () => {
    await billing.manage(STORAGE)
    await billing.dialog.getByRole('button', { name: 'Cancel add-on' }).click()
    await billing.dialog.getByRole('button', { name: 'Cancel at period end' }).click()
    await expect(billing.held(STORAGE)).toContainText(/Canceled\. Stays until \d+ \w+ \d{4}\./)
  }
  await cancel()
  await expect(billing.limit('Storage')).toContainText('0 / 21 GB used')
  await billing.manage(STORAGE)
  await billing.dialog.getByRole('button', { name: 'Undo' }).click()
  await expect(billing.dialog.getByRole('button', { name: 'Cancel add-on' })).toBeVisible()
  await billing.dialog.getByRole('button', { name: 'Close' }).click()
  await expect(billing.held(STORAGE)).toContainText('Paid up to')
  await cancel()
  expect(await myAddons(api)).toMatchObject([{ cancel_at_period_end: true }])

  await sandbox.moveTo(end.subtract({ seconds: 30 }))
  expect((await limitsOf(api)).total_limits).toMatchObject({ azure_storage_gb: 21 })
  await sandbox.moveTo(end)
  expect((await limitsOf(api)).total_limits).toMatchObject({ azure_storage_gb: 1 })
  expect(await myAddons(api)).toEqual([])
  await sandbox.quiet()
  // Nobody is asked to renew what they have canceled.
  const subjects = (await sandbox.mailTo(account.email)).map(({ subject }) => subject)
  expect(subjects.filter((subject) => /ends on|has ended/.test(subject))).toEqual([])
})

test('S0.8 the dialog names what is lost when more is used than would remain', async ({
  page,
  api,
  sandbox,
}) => {
  await buyAddon({ api, sandbox, addonId: 'extra_storage_10gb' })
  await api('POST', '/api/usage', { feature: 'azure_storage_gb', amount: 8 })
  const billing = billingPage(page)
  await billing.open()
  await billing.manage(STORAGE)
  await billing.dialog.getByRole('button', { name: 'Cancel add-on' }).click()
  await expect(billing.dialog).toContainText('You use more than would remain: Storage.')
  await billing.dialog.getByRole('radio', { name: /^Now/ }).check()
  await billing.dialog.getByRole('button', { name: 'Cancel now' }).click()
  await expect(billing.limit('Storage')).toContainText('Over the limit')
  await expect(billing.limit('Storage')).toContainText('8 / 1 GB used')
})
