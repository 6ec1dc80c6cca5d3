import { billingPage } from './testing/billing-page.ts'
import { buyAddon } from './testing/buy.ts'
import { hostedCheckout } from './testing/checkout.ts'
import { myAddons, paymentsOf } from './testing/read-answers.ts'
import { expect, test } from './testing/test.ts'

const STORAGE = 'Extra Storage (+10 GB)'

test('S0.11 the selector changes the total on the card, in the quote and on the button', async ({ page }) => {
  const billing = billingPage(page)
  await billing.open()
  const offer = billing.offer(STORAGE)
  const wanted = offer.getByRole('spinbutton')
  await offer.getByRole('button', { name: 'One more' }).click()
  await offer.getByRole('button', { name: 'One more' }).click()
  await expect(wanted).toHaveValue('3')
  await expect(offer).toContainText('₹537/month')
  await wanted.fill('99')
  await expect(wanted).toHaveValue('10')
  await expect(offer).toContainText('₹1,790/month')
  await wanted.fill('3')
  await offer.getByRole('button', { name: 'Purchase' }).click()
  await expect(billing.dialog.getByRole('button', { name: 'Pay ₹537.00' })).toBeEnabled()
  await billing.dialog.getByRole('button', { name: 'One fewer' }).click()
  await expect(billing.dialog.getByRole('button', { name: 'Pay ₹358.00' })).toBeEnabled()
  await expect(billing.dialog).toContainText('Due today')
  await billing.dialog.getByRole('button', { name: 'Not now' }).click()
  await expect(billing.dialog).toHaveCount(0)
})

test('S0.11 adding more raises the one line, and the limit', async ({ page, api, sandbox }) => {
  await buyAddon({ api, sandbox, addonId: 'extra_storage_10gb', quantity: 2 })
  const billing = billingPage(page)
  const checkout = hostedCheckout(page)
  await billing.open()
  await expect(billing.offer(STORAGE)).toContainText('Active: 2 × ₹179')
  await expect(billing.offer(STORAGE).getByRole('button')).toContainText(['', '', 'Add More'])
  await billing.choose(STORAGE)
  await billing.accept('₹179.00')
  await checkout.pay()
  await billing.result(`${STORAGE} is active`).getByRole('button', { name: 'Done' }).click()
  await expect(billing.held(STORAGE)).toContainText('Quantity: 3')
  await expect(billing.limit('Storage')).toContainText('31 GB')
  expect(await myAddons(api)).toHaveLength(1)
})

test('S0.6 the largest quantity is the end of it, and the page says why', async ({ page, api, sandbox }) => {
  await buyAddon({ api, sandbox, addonId: 'extra_storage_10gb', quantity: 10 })
  const billing = billingPage(page)
  await billing.open()
  await expect(billing.offer(STORAGE)).toContainText('Maximum quantity is 10')
  await expect(billing.offer(STORAGE).getByRole('button', { name: 'Add More' })).toBeDisabled()
  await expect(billing.offer(STORAGE).getByRole('spinbutton')).toHaveCount(0)
})

test.describe('on Pro', () => {
  test.use({ plan: 'pro' })

  test('S0.6 a feature is bought once, and shown as held', async ({ page, api, sandbox }) => {
    await buyAddon({ api, sandbox, addonId: 'priority_queue' })
    const billing = billingPage(page)
    await billing.open()
    const offer = billing.offer('Priority Queue')
    await expect(offer).toContainText('This add-on cannot be purchased multiple times')
    await expect(offer.getByRole('button', { name: 'Add More' })).toBeDisabled()
    await expect(billing.limits.getByRole('listitem').filter({ hasText: 'Priority queue' })).toContainText(
      'Priority Queue',
    )
  })
})

test.describe('on Advanced', () => {
  test.use({ plan: 'advanced' })

  test('S0.2 what comes with the plan is not for sale', async ({ page }) => {
    const billing = billingPage(page)
    await billing.open()
    const offer = billing.offer('Priority Queue')
    await expect(offer).toContainText('Included in your plan')
    await expect(offer.getByRole('button')).toHaveCount(0)
    await expect(billing.offer('White Label').getByRole('button', { name: 'Purchase' })).toBeEnabled()
    await expect(billing.offer(STORAGE)).toContainText('Add-on not available for advanced plan')
  })
})

test('S0.9 every payment is listed with method, status and consecutive invoice', async ({
  page,
  api,
  sandbox,
}) => {
  await buyAddon({ api, sandbox, addonId: 'extra_storage_5gb' })
  await buyAddon({ api, sandbox, addonId: 'api_boost_5000', quantity: 2 })
  await page.goto('/billing/payments')
  const rows = page.getByRole('region', { name: 'Payments' }).getByRole('row')
  await expect(rows).toHaveCount(3)
  await expect(rows.nth(1)).toContainText(/Add-on: API Boost \(\+5,000 calls\) × 2.*Paid.*UPI.*₹298\.00/)
  const [second, first] = await paymentsOf(api)
  const numberOf = (invoice: string | null | undefined) => Number(invoice?.split('-').at(-1))
  expect(numberOf(second?.invoice_id)).toBe(numberOf(first?.invoice_id) + 1)
})

test('S0.13 what is used shows on the meters, and a reached limit says so', async ({ page, api }) => {
  const use = (feature: string, amount: number) => api('POST', '/api/usage', { feature, amount })
  await use('api_hits_per_month', 850)
  await use('model_generation_per_day', 3)
  const billing = billingPage(page)
  await billing.open()
  await expect(billing.limit('API calls')).toContainText('850 / 1,000 calls used this month')
  await expect(billing.limit('API calls')).toContainText('Almost used up')
  await expect(billing.limit('Models trained')).toContainText('Limit reached')
  await expect(billing.limits.getByRole('meter', { name: 'API calls' })).toHaveAttribute(
    'aria-valuenow',
    '850',
  )
  expect((await use('model_generation_per_day', 1)).body).toMatchObject({
    code: 'limit_reached',
    offers: [{ code: 'model_boost_10' }, {}, {}],
  })
})

test('S0.15 what is new is shown once', async ({ page }) => {
  const billing = billingPage(page)
  const news = page.getByRole('complementary', { name: 'What’s new' })
  const seen = page.waitForResponse(/\/api\/announcements\/.+\/seen/)
  await billing.open()
  await expect(news).toContainText('Add-ons are here')
  expect((await seen).ok()).toBe(true)
  await page.reload()
  await expect(billing.available.getByRole('group').first()).toBeVisible()
  await expect(news).toHaveCount(0)
})
