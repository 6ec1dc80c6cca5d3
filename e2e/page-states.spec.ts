import { billingPage } from './testing/billing-page.ts'
import { expect, test } from './testing/test.ts'

// Each section of a page loads, fails and is tried again on its own (S0.11).

const SECTIONS = [
  {
    path: '/billing',
    call: '**/api/billing/overview*',
    title: 'Your plan could not be loaded',
    back: 'Free plan',
  },
  { path: '/billing', call: '**/api/usage*', title: 'Your limits could not be loaded', back: 'API calls' },
  {
    path: '/billing',
    call: '**/api/addons/my-addons*',
    title: 'Your add-ons could not be loaded',
    back: 'No add-ons yet',
  },
  {
    path: '/billing',
    call: '**/api/billing/catalog*',
    title: 'The add-ons could not be loaded',
    back: 'Extra Storage (+5 GB)',
  },
  {
    path: '/billing/payments',
    call: '**/api/billing/payments*',
    title: 'Your payments could not be loaded',
    back: 'No payments yet',
  },
]

for (const { path, call, title, back } of SECTIONS) {
  test(`S0.11 "${title}" says so, leaves the rest alone, and is tried again`, async ({ page, watch }) => {
    watch.expect(/ERR_FAILED/)
    await page.route(call, (route) => route.abort())
    await page.goto(path)
    const failed = page.getByRole('alert').filter({ hasText: title })
    await expect(failed).toBeVisible({ timeout: 30_000 })
    await expect(failed).toContainText('We could not reach the server')
    await expect(page.getByRole('alert').filter({ hasText: 'could not be loaded' })).toHaveCount(1)
    await page.unroute(call)
    await failed.getByRole('button', { name: 'Try again' }).click()
    await expect(failed).toHaveCount(0)
    await expect(page.getByText(back, { exact: true }).first()).toBeVisible()
  })
}

test('S0.11 while a section loads it says so, and nothing jumps when it has', async ({ page }) => {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/api/usage*', async (route) => {
    await held
    await route.continue()
  })
  await page.goto('/billing')
  const loading = page.getByRole('status').filter({ hasText: 'Loading your limits' })
  await expect(loading).toHaveAttribute('aria-busy', 'true')
  release()
  await expect(loading).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'Storage', exact: true })).toBeVisible()
})

test('S0.11 a price that cannot be fetched charges nothing and is tried again', async ({ page, watch }) => {
  watch.expect(/ERR_FAILED/)
  const billing = billingPage(page)
  await billing.open()
  await page.route('**/api/quotes', (route) => route.abort())
  await billing.offer('Extra Storage (+10 GB)').getByRole('button', { name: 'Purchase' }).click()
  await expect(billing.dialog).toContainText('The price could not be fetched', { timeout: 30_000 })
  await expect(billing.dialog.getByRole('button', { name: /^Pay/ })).toBeDisabled()
  await page.unroute('**/api/quotes')
  await billing.dialog.getByRole('button', { name: 'Try again' }).click()
  await expect(billing.dialog.getByRole('button', { name: 'Pay ₹179.00' })).toBeEnabled()
})

test('S0.11 a refusal at the last moment is shown, and nothing is charged', async ({
  page,
  sandbox,
  watch,
}) => {
  watch.expect(/status of 5\d\d|answered 503/)
  const billing = billingPage(page)
  await billing.open()
  await billing.choose('Extra Storage (+10 GB)')
  await sandbox.fault({ method: 'POST', path: '/v1/orders', fault: 'error-500', times: 10 })
  await billing.accept('₹179.00')
  await expect(billing.dialog.getByRole('alert')).toContainText('Nothing was charged')
  await sandbox.reset()
  await billing.dialog.getByRole('button', { name: /^Pay ₹179\.00/ }).click()
  await expect(page.locator('iframe[title="Razorpay Checkout"]')).toBeVisible()
})

test('S0.11 an address that leads nowhere says so, with a way back', async ({ page, watch }) => {
  watch.expect(/status of 404/)
  const answer = await page.goto('/billing/nowhere')
  expect(answer?.status()).toBe(404)
  await expect(page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible()
  await page.getByRole('link', { name: 'Go to billing' }).click()
  await expect(page.getByRole('heading', { name: 'Available Add-ons' })).toBeVisible()
})

test('S0.11 a session that ended elsewhere leads to sign-in', async ({ page, watch }) => {
  watch.expect(/status of 401/)
  const billing = billingPage(page)
  await billing.open()
  await page.context().clearCookies()
  await page.reload()
  await expect(page).toHaveURL(/\/sign-in/)
})
