import type { Page } from '@playwright/test'
import { expectAccessible } from './testing/axe.ts'
import { billingPage } from './testing/billing-page.ts'
import { buyAddon, orderAddon } from './testing/buy.ts'
import { hostedCheckout } from './testing/checkout.ts'
import { expect, test } from './testing/test.ts'

// Axe finds nothing on any page: S0.11, S0.12 and E.1, in light and dark, on a desk and in a hand.

const STORAGE = 'Extra Storage (+10 GB)'

test.describe.configure({ timeout: 180_000 })

test.describe('signed out', () => {
  test.use({ signedIn: false })

  test('E.1 axe finds nothing on the ways to sign in', async ({ page, watch }) => {
    watch.expect(/status of (401|404)/)
    await page.goto('/sign-in')
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
    await expectAccessible(page, 'sign-in')
    await page.getByLabel('Email').fill('nobody@smart-ml.test')
    await page.getByLabel('Password').fill('wrong')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'do not belong' })).toBeVisible()
    await expectAccessible(page, 'refused sign-in')
    await page.getByRole('button', { name: 'Email me a link instead' }).click()
    await expectAccessible(page, 'sign-in by link')
    await page.goto('/sign-in/link')
    await expectAccessible(page, 'a broken sign-in link')
    await page.goto('/sign-in/link?token=x')
    await expectAccessible(page, 'a sign-in link')
    await page.goto('/nowhere')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectAccessible(page, 'page not found')
  })
})

test('S0.11 axe finds nothing on the billing pages', async ({ page, api, sandbox }) => {
  const billing = billingPage(page)
  await billing.open()
  await expect(billing.active).toContainText('No add-ons yet')
  await expectAccessible(page, 'billing, nothing held')
  await page.goto('/billing/payments')
  await expect(page.getByText('No payments yet')).toBeVisible()
  await expectAccessible(page, 'payments, none')

  await buyAddon({ api, sandbox, addonId: 'extra_storage_10gb', quantity: 2 })
  await orderAddon(api, 'api_boost_5000')
  await api('POST', '/api/usage', { feature: 'azure_storage_gb', amount: 5 })
  await api('POST', '/api/usage', { feature: 'model_generation_per_day', amount: 3 })
  await billing.open()
  await expect(page.getByText(/^Not paid yet/)).toBeVisible()
  await expectAccessible(page, 'billing, something held, used up and unpaid')
  await page.getByRole('button', { name: /^Account:/ }).click()
  await expectAccessible(page, 'account menu')
  await page.keyboard.press('Escape')
  await billing.manage(STORAGE)
  await expectAccessible(page, 'manage dialog')
  await billing.dialog.getByRole('button', { name: 'Cancel add-on' }).click()
  await expectAccessible(page, 'cancel dialog')
  await billing.dialog.getByRole('button', { name: 'Cancel at period end' }).click()
  await expect(billing.held(STORAGE)).toContainText('Canceled.')
  await expectAccessible(page, 'billing, something canceled')
  await page.goto('/billing/payments')
  await expect(page.getByRole('row').filter({ hasText: STORAGE })).toBeVisible()
  await expectAccessible(page, 'payments')
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    // The checkout takes its theme from the page when it opens, and keeps it.
    test.use({ colorScheme })

    test(`S0.11 axe finds nothing on the way through a purchase (${colorScheme})`, async ({ page }) => {
      const billing = billingPage(page)
      const checkout = hostedCheckout(page)
      await billing.open()
      await billing.choose(STORAGE)
      await expectAccessible(page, 'purchase dialog')
      await page.emulateMedia({ colorScheme })
      await billing.accept('₹179.00')
      await checkout.shows('₹179.00')
      await expectAccessible(page, 'hosted checkout')
      await checkout.frame.getByText('Card', { exact: true }).click()
      await checkout.frame.getByLabel('Card number').fill('1')
      await checkout.frame.getByRole('button', { name: /^Pay ₹/ }).click()
      await expect(checkout.frame.getByText('Enter a complete card number.')).toBeVisible()
      await expectAccessible(page, 'hosted checkout, a wrong card number')
      await checkout.simulate('Failure')
      await checkout.refuses('You were not charged')
      await expectAccessible(page, 'hosted checkout, refused')
      await checkout.close()
      await expect(billing.result('The payment did not go through')).toBeVisible()
      await expectAccessible(page, 'result, failed')
      await billing.dialog.getByRole('button', { name: 'Continue payment' }).click()
      await checkout.simulate('Success')
      await expect(billing.result(`${STORAGE} is active`)).toBeVisible()
      await expectAccessible(page, 'result, done')
    })
  })
}

test('S0.11 axe finds nothing when nothing can be loaded', async ({ page, watch }) => {
  watch.expect(/ERR_FAILED/)
  await page.route('**/api/**', (route) =>
    /\/api\/auth\//.test(route.request().url()) ? route.continue() : route.abort(),
  )
  await page.goto('/billing')
  await expect(page.getByText('The add-ons could not be loaded')).toBeVisible({ timeout: 30_000 })
  await expectAccessible(page, 'billing that cannot be loaded')
})

test("S0.11 axe finds nothing on the sandbox's pages", async ({ page, api, sandbox, watch }) => {
  // No script runs in the frame a mail is shown in: neither the browser tool's nor axe.
  watch.expect(/'allow-scripts' permission is not set/)
  await buyAddon({ api, sandbox, addonId: 'extra_storage_5gb' })
  await orderAddon(api, 'api_boost_5000')
  await sandbox.fault({ method: 'POST', path: '/v1/orders', fault: 'error-500', times: 1 })
  await sandbox.quiet()
  await expect.poll(async () => (await sandbox.deliveries()).length).toBeGreaterThan(0)
  await visit(page, sandbox.url, 'sandbox')
  const [delivery] = await sandbox.deliveries()
  await visit(page, `${sandbox.url}/deliveries/${delivery?.id}`, 'a delivery')
  await visit(page, `${sandbox.url}/mail`, 'mailbox')
  await page.getByRole('main').getByRole('link').first().click()
  await page.locator('iframe').evaluateAll((frames) => {
    for (const frame of frames) frame.remove()
  })
  await expectAccessible(page, 'the page around a mail')
})

async function visit(page: Page, url: string, what: string): Promise<void> {
  await page.goto(url)
  await expect(page.getByRole('heading', { level: 1 })).toBeAttached()
  await expectAccessible(page, what)
}
