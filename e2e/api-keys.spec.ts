import type { Page } from '@playwright/test'
import { expectAccessible } from './testing/axe.ts'
import { cardPage } from './testing/card-page.ts'
import { createAccount } from './testing/create-account.ts'
import { signIn } from './testing/sign-in.ts'
import { expect, test } from './testing/test.ts'

// Nothing is saved to be charged: the first purchase leads to the provider's page.
test.use({ family: 'custom-projects', plan: 'new' })

test.describe('signed out', () => {
  test.use({ signedIn: false })

  test('S2.12 whoever is not signed in is sent to sign in, and comes back', async ({ page }) => {
    await page.goto('/keys')
    await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Fkeys$/)
  })
})

test('S2.2 S2.7 S2.12 a key is made, used, given more, renewed, rotated and revoked', async ({
  page,
  product,
}) => {
  const call = async (secret: string) =>
    (await fetch(`${product.app}/forward/hello`, { headers: { 'x-api-key': secret } })).status
  const section = (name: string) => page.getByRole('region', { name })
  const dialog = page.getByRole('dialog')

  await page.goto('/keys')
  await expect(page.getByText('No API keys yet')).toBeVisible()
  await page.getByRole('button', { name: 'Create API key' }).click()
  await dialog.getByLabel('Name').fill('Nightly import')
  await dialog.getByLabel('Time zone').selectOption('UTC')
  await dialog.getByRole('button', { name: 'Create key' }).click()
  const secret = await shownSecret(page)
  expect(secret).toMatch(/^sk-/)
  await dialog.getByRole('button', { name: 'I have saved it' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Nightly import' })).toContainText(
    `${secret.slice(0, 9)}…`,
  )
  await expect(page.getByText(secret)).toHaveCount(0)
  expect(await call(secret)).toBe(200)

  await page.getByRole('link', { name: 'Nightly import' }).click()
  await expect(page.getByText('1 / 100 requests')).toBeVisible()
  await expect(page.getByText(/^Starts over in .* at midnight in UTC$/)).toBeVisible()
  await expect(section('Packs')).toContainText('No packs')
  const keyPage = new URL(page.url()).pathname

  // As the answer to the call beyond the limit links to it.
  await page.goto(`${keyPage}?buy=ADDON_MEDIUM`)
  await expect(dialog.getByRole('radio', { name: 'Medium Add-on' })).toBeChecked()
  await dialog.getByRole('radio', { name: 'Small Add-on' }).check()
  await dialog.getByLabel('For how long').selectOption('3')
  await dialog.getByRole('switch', { name: 'Renew by itself' }).check()
  await expect(dialog).toContainText(/Then \$5\.00 on/)
  await dialog.getByRole('button', { name: 'Pay $15.00' }).click()
  await cardPage(page).pay('4242424242424242')
  await expect(page.getByRole('dialog', { name: 'Small Add-on is active' })).toBeVisible()
  await expect(page).toHaveURL(new RegExp(`${keyPage}$`))
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(section('Packs')).toContainText('100 of 100 left today')
  await expect(page.getByText('1 / 200 requests')).toBeVisible()

  const renews = section('Packs').getByRole('switch', { name: 'Renew by itself' })
  await expect(renews).toBeChecked()
  await renews.click()
  await expect(renews).not.toBeChecked()
  await expect(section('Packs')).toContainText(/Ends on/)
  await expect(renews).toBeEnabled()

  // The card is saved now: this time nobody is asked for it.
  await page.goto(`${keyPage}?tier=STANDARD`)
  await dialog.getByRole('switch', { name: 'Renew by itself' }).check()
  await dialog.getByRole('button', { name: 'Pay $10.00' }).click()
  await expect(page.getByRole('dialog', { name: 'Standard is active' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByText('1 / 600 requests')).toBeVisible()
  await expect(page.getByText(/^Renews on .* for another month\.$/)).toBeVisible()
  await expectAccessible(page, 'a key that holds a pack')
  await page.getByRole('button', { name: 'Show as table' }).click()
  await expect(section('Last 30 days').getByRole('row')).toHaveCount(31)

  await page.getByRole('button', { name: 'New secret' }).click()
  await dialog.getByRole('radio', { name: 'Not at all' }).check()
  await dialog.getByRole('button', { name: 'Create new secret' }).click()
  const next = await shownSecret(page)
  await expectAccessible(page, 'a secret that is shown')
  await dialog.getByRole('button', { name: 'I have saved it' }).click()
  await expect(section('Secrets')).toContainText(`${next.slice(0, 9)}…`)
  await expect.poll(() => call(secret)).toBe(401)
  expect(await call(next)).toBe(200)

  await page.getByRole('button', { name: 'Rename' }).click()
  await dialog.getByLabel('Name').fill('Hourly import')
  await dialog.getByRole('button', { name: 'Rename' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Hourly import' })).toBeVisible()
  await page.getByRole('button', { name: 'Revoke' }).click()
  await dialog.getByRole('button', { name: 'Revoke key' }).click()
  await expect(page.getByText('No API keys yet')).toBeVisible()
  await expect.poll(() => call(next)).toBe(401)
})

test('S2.8 S2.12 staff see all keys together', async ({ page }) => {
  await page.context().clearCookies()
  await signIn(page, await createAccount({ role: 'admin' }))
  await page.goto('/keys')
  await expect(page).toHaveURL(/\/admin\/keys$/)
  await expect(page.getByRole('term').filter({ hasText: 'Active keys' })).toBeVisible()
  await expectAccessible(page, 'statistics of all keys')
  await page.getByLabel('Range').selectOption('Last 24 hours')
  await expect(page).toHaveURL(/hours=24$/)
})

async function shownSecret(page: Page): Promise<string> {
  await expect(page.getByText('Copy it now')).toBeVisible()
  return page.getByLabel('Secret', { exact: true }).inputValue()
}
