import { billingPage } from './testing/billing-page.ts'
import { hostedCheckout } from './testing/checkout.ts'
import { createAccount } from './testing/create-account.ts'
import type { Account } from './testing/product.ts'
import { limitsOf } from './testing/read-answers.ts'
import { test as base, expect } from './testing/test.ts'

// The seed's own E2E cases, in its order, by one customer.
const test = base.extend<object, { buyer: Account }>({
  buyer: [async ({ browserName: _ }, use) => use(await createAccount({ plan: 'pro' })), { scope: 'worker' }],
  account: ({ buyer }, use) => use(buyer),
})

test.describe.configure({ mode: 'serial' })

const STORAGE = 'Extra Storage (+10 GB)'
const CALLS = 'API Boost (+5,000 calls)'

test('S0.14 E2E 1: view add-ons catalog', async ({ page }) => {
  const billing = billingPage(page)
  await billing.open()
  await expect(page.getByText('Pro plan', { exact: false }).first()).toContainText('₹499/month')
  await expect(billing.available.getByRole('heading', { level: 3 })).toHaveText([
    'Extra Storage (+5 GB)',
    STORAGE,
    CALLS,
    'API Boost (+10,000 calls)',
    'Model Boost (+10 models/day)',
    'Model Boost (+20 models/day)',
    'Priority Queue',
    'Custom Domain',
    'Extra Storage (+50 GB)',
    'API Boost (+50,000 calls)',
    'Model Boost (+50 models/day)',
    // What this plan cannot have comes last.
    'White Label',
  ])
  const storage = billing.offer(STORAGE)
  await expect(storage).toContainText('POPULAR')
  await expect(storage).toContainText('Add 10 GB of Azure Blob Storage')
  await expect(storage).toContainText('₹179/month')
  await expect(storage).toContainText('Max: 10')
  await expect(storage.locator('svg.lucide-hard-drive')).toBeVisible()
  await expect(storage.getByRole('button', { name: 'Purchase' })).toBeEnabled()

  const queue = billing.offer('Priority Queue')
  await expect(queue).not.toContainText('Max:')
  await expect(queue.getByRole('spinbutton')).toHaveCount(0)

  const whiteLabel = billing.offer('White Label')
  await expect(whiteLabel).toContainText('Add-on not available for pro plan')
  await expect(whiteLabel.getByRole('button', { name: 'Purchase' })).toBeDisabled()

  await expect(billing.active).toContainText('No add-ons yet')
})

test('S0.14 E2E 2: purchase storage add-on', async ({ page }) => {
  const billing = billingPage(page)
  const checkout = hostedCheckout(page)
  await billing.open()
  await billing.choose(STORAGE, 2)
  await expect(billing.dialog).toContainText(`2 × ${STORAGE}`)
  await expect(billing.dialog.getByRole('listitem').filter({ hasText: 'Storage5 GB' })).toContainText('25 GB')
  await billing.accept('₹358.00')
  await checkout.shows('₹358.00')
  await expect(checkout.frame.getByText(`2 × ${STORAGE}`)).toBeVisible()
  await checkout.pay()
  const result = billing.result(`${STORAGE} × 2 is active`)
  await expect(result).toContainText('You paid ₹358.00')
  await expect(result).toContainText(/INV-\d{4}-\d{3,}/)
  await result.getByRole('button', { name: 'Done' }).click()
  await expect(billing.held(STORAGE)).toContainText('Quantity: 2')
  await expect(billing.held(STORAGE)).toContainText('₹358/month')
})

test('S0.14 E2E 3: verify increased storage limit', async ({ page, api }) => {
  const billing = billingPage(page)
  await billing.open()
  const storage = billing.limits.getByRole('meter', { name: 'Storage' })
  await expect(storage).toHaveAttribute('aria-valuemax', '25')
  const card = billing.limit('Storage')
  await expect(card).toContainText('0 / 25 GB used')
  await expect(card.getByRole('listitem')).toHaveText([
    /Pro plan\s*5 GB/,
    /Extra Storage \(\+10 GB\) × 2\s*20 GB/,
  ])
  const limits = await limitsOf(api)
  expect([limits.base_limits, limits.addon_limits, limits.total_limits]).toMatchObject([
    { azure_storage_gb: 5 },
    { azure_storage_gb: 20, api_hits_per_month: 0 },
    { azure_storage_gb: 25, api_hits_per_month: 10_000 },
  ])
})

test('S0.14 E2E 4: purchase API boost add-on', async ({ page }) => {
  const billing = billingPage(page)
  const checkout = hostedCheckout(page)
  await billing.open()
  await billing.choose(CALLS)
  await billing.accept('₹149.00')
  await checkout.shows('₹149.00')
  await checkout.payByCard('4111 1111 1111 1111')
  await expect(billing.result(`${CALLS} is active`)).toBeVisible()
})

test('S0.14 E2E 5: verify combined limits', async ({ page, api }) => {
  const billing = billingPage(page)
  await billing.open()
  await expect(billing.limit('API calls')).toContainText('0 / 15,000 calls used this month')
  await expect(billing.limit('Storage')).toContainText('0 / 25 GB used')
  await expect(billing.offer(STORAGE)).toContainText('Active: 2 × ₹179')
  await expect(billing.offer(STORAGE).getByRole('button', { name: 'Add More' })).toBeEnabled()
  await expect(page.getByText('Your 2 add-ons cost ₹507 a month.')).toBeVisible()
  const limits = await limitsOf(api)
  expect(limits.total_limits).toMatchObject({ azure_storage_gb: 25, api_hits_per_month: 15_000 })
  expect(limits.active_addons.map(({ addon_id, quantity }) => [addon_id, quantity])).toEqual([
    ['extra_storage_10gb', 2],
    ['api_boost_5000', 1],
  ])
  await page.getByRole('tab', { name: 'Payment history' }).click()
  const rows = page.getByRole('region', { name: 'Payments' }).getByRole('row')
  await expect(rows).toHaveCount(3)
  await expect(rows.nth(1)).toContainText(
    /Add-on: API Boost \(\+5,000 calls\) × 1.*Paid.*Card.*INV-\d+-\d+.*₹149\.00/,
  )
  await expect(rows.nth(2)).toContainText(
    /Add-on: Extra Storage \(\+10 GB\) × 2.*Paid.*UPI.*INV-\d+-\d+.*₹358\.00/,
  )
})

test('S0.14 E2E 6: cancel add-on', async ({ page }) => {
  const billing = billingPage(page)
  await billing.open()
  await billing.manage(STORAGE)
  await billing.dialog.getByRole('button', { name: 'Cancel add-on' }).click()
  await expect(billing.dialog).toContainText('Storage25 GB → 5 GB')
  await billing.dialog.getByRole('radio', { name: /^Now/ }).check()
  await expect(billing.dialog).toContainText('What you paid for the remaining days is not refunded.')
  await billing.dialog.getByRole('button', { name: 'Cancel now' }).click()
  await expect(page.getByText(`${STORAGE} has ended`)).toBeVisible()
  await expect(billing.held(STORAGE)).toHaveCount(0)
})

test('S0.14 E2E 7: verify limits decrease', async ({ page, api }) => {
  const billing = billingPage(page)
  await billing.open()
  await expect(billing.limit('Storage')).toContainText('0 / 5 GB used')
  await expect(billing.limit('API calls')).toContainText('0 / 15,000 calls used this month')
  await expect(billing.active.getByRole('group')).toHaveCount(1)
  expect((await limitsOf(api)).total_limits).toMatchObject({
    azure_storage_gb: 5,
    api_hits_per_month: 15_000,
  })
})
