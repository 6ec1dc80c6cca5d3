import { randomInt, randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { z } from 'zod'
import type { Api } from './testing/api.ts'
import { expectAccessible } from './testing/axe.ts'
import { cardPage } from './testing/card-page.ts'
import { createAccount } from './testing/create-account.ts'
import { withDatabase } from './testing/open-database.ts'
import type { Product } from './testing/product.ts'
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

test('S2.2 a ceiling over all keys is set, reached, raised and removed', async ({ page, api, product }) => {
  const key = await newKey(api, 'Production')
  const other = await newKey(api, 'Nightly import')
  const call = async ({ secret }: NewKey) =>
    (await fetch(`${product.app}/forward/hello`, { headers: { 'x-api-key': secret } })).status
  const dialog = page.getByRole('dialog')
  const ceiling = page.getByRole('region', { name: 'Daily ceiling' })

  await page.goto('/keys')
  await expect(ceiling).toContainText('No ceiling')
  await expect(page.getByText('0 of 100 today')).toHaveCount(2)
  await expectAccessible(page, 'a list of keys')
  await ceiling.getByRole('button', { name: 'Set a ceiling' }).click()
  await dialog.getByRole('button', { name: 'Set ceiling' }).click()
  await expect(dialog.getByLabel('Requests a day')).toHaveAccessibleDescription(/^A whole number from 0/)
  await dialog.getByLabel('Requests a day').fill('2')
  await expect(dialog.getByRole('status')).toContainText('After 2 calls in a day')
  await expectAccessible(page, 'a ceiling being set')
  await dialog.getByRole('button', { name: 'Set ceiling' }).click()
  await expect(ceiling).toContainText('0 of 2 requests today')
  expect([await call(key), await call(other), await call(key), await call(other)]).toEqual([
    200, 200, 429, 429,
  ])
  // It moves while one looks.
  await expect(ceiling).toContainText('2 of 2 requests today')
  await expect(ceiling).toContainText('Ceiling reached')
  await expectAccessible(page, 'a ceiling that is reached')

  await ceiling.getByRole('button', { name: 'Change ceiling' }).click()
  await dialog.getByLabel('Requests a day').fill('1')
  await expect(dialog.getByRole('status')).toContainText('Calls are refused at once')
  await dialog.getByLabel('Requests a day').fill('1,000')
  await expect(dialog.getByRole('status')).toContainText('998 more today')
  await dialog.getByRole('button', { name: 'Save ceiling' }).click()
  await expect(ceiling).toContainText('2 of 1,000 requests today')
  expect(await call(other)).toBe(200)
  await ceiling.getByRole('button', { name: 'Change ceiling' }).click()
  await dialog.getByRole('button', { name: 'Remove ceiling' }).click()
  await expect(ceiling).toContainText('No ceiling')
})

test('S2.7 the pack that a key’s use asks for is marked, and chosen unless another is asked for', async ({
  page,
  api,
  product,
}) => {
  const { id } = await newKey(api, 'Production')
  const dialog = page.getByRole('dialog')
  const pack = (name: string) => dialog.getByRole('radio', { name })

  // A key nobody used is told nothing.
  await page.goto(`/keys/${id}`)
  await page.getByRole('button', { name: 'Buy a pack' }).click()
  await expect(pack('Small Add-on')).toBeChecked()
  await expect(dialog.getByText('Recommended')).toHaveCount(0)

  await usedOnce(product, id, 400)
  await page.goto(`/keys/${id}`)
  await page.getByRole('button', { name: 'Buy a pack' }).click()
  await expect(pack('Medium Add-on Recommended')).toBeChecked()
  await expect(dialog.getByText('Recommended')).toHaveCount(1)
  await expect(dialog).toContainText('Based on 300 overage requests, Medium Add-on covers them')
  await expect(dialog.getByRole('button', { name: 'Pay $20.00' })).toBeVisible()
  await expectAccessible(page, 'packs to buy')

  await page.goto(`/keys/${id}?buy=ADDON_LARGE`)
  await expect(pack('Large Add-on')).toBeChecked()
  await expect(pack('Medium Add-on Recommended')).not.toBeChecked()

  await page.goto(`/keys/${id}`)
  await page.getByRole('button', { name: 'Change tier' }).click()
  await expect(dialog.getByRole('radio').first()).toBeVisible()
  await expectAccessible(page, 'tiers to change to')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Revoke' }).click()
  await expect(dialog.getByRole('button', { name: 'Revoke key' })).toBeVisible()
  await expectAccessible(page, 'a key about to be revoked')
})

test('S2.10 alerts are texted to a number once it is confirmed, and to none that was removed', async ({
  page,
  product,
  api,
  sandbox,
  watch,
}) => {
  watch.expect(/status of 422/)
  const { secret } = await newKey(api, 'Nightly import')
  const number = `+49151${randomInt(1e7, 1e8)}`
  const alerts = page.getByRole('region', { name: 'Alerts' })
  const dialog = page.getByRole('dialog')

  await page.goto('/keys')
  await expect(alerts).toContainText('Not yet.')
  await alerts.getByRole('button', { name: 'Add a number' }).click()
  await dialog.getByLabel('Telephone number').fill('0151 1')
  await dialog.getByRole('button', { name: 'Send code' }).click()
  await expect(dialog.getByText('Begin with + and the code of the country')).toBeVisible()
  await expectAccessible(page, 'a number that is refused')
  await dialog.getByLabel('Telephone number').fill(number)
  await dialog.getByRole('button', { name: 'Send code' }).click()
  await expect(dialog.getByLabel('Code')).toBeFocused()
  await sandbox.quiet()
  const code = (await sandbox.textsTo(number))[0]?.text.match(/\d{6}/)?.[0] ?? ''
  await dialog.getByLabel('Code').fill(code)
  await dialog.getByRole('button', { name: 'Confirm' }).click()
  await expect(alerts).toContainText(number)
  await expectAccessible(page, 'alerts by text message')

  const call = () => fetch(`${product.app}/forward`, { headers: { 'x-api-key': secret } })
  await Promise.all(Array.from({ length: 80 }, call))
  await sandbox.quiet()
  await sandbox.advance('PT1H')
  await expect
    .poll(async () => (await sandbox.textsTo(number)).map(({ text }) => text))
    .toContainEqual(expect.stringMatching(/^Tackon: You've used 80% of your daily API requests\. http/))

  await alerts.getByRole('button', { name: 'Remove' }).click()
  await dialog.getByRole('button', { name: 'Remove number' }).click()
  await expect(alerts).toContainText('Not yet.')
  await page.goto(`${sandbox.url}/texts`)
  await expect(page.getByRole('listitem').filter({ hasText: number })).toHaveCount(2)
  await expectAccessible(page, 'text messages of the sandbox')
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

type NewKey = { id: string; secret: string }

async function newKey(api: Api, name: string): Promise<NewKey> {
  const headers = { 'idempotency-key': randomUUID() }
  const answer = await api('POST', '/api/v1/api-keys', { name }, headers)
  const { id, key } = z.object({ id: z.string(), key: z.string() }).parse(answer.body)
  return { id, secret: key }
}

/** As if so many calls had been admitted two days ago. */
async function usedOnce(product: Product, apiKeyId: string, used: number): Promise<void> {
  await withDatabase(product, (client) =>
    client.query(
      `INSERT INTO usage_counters (subscription_id, feature_id, window_start, used, updated_at)
       SELECT s.id, f.id, date_trunc('day', now() + c.offset_ms * interval '1 millisecond', 'UTC') - interval '2 days',
         $2, now()
       FROM system_clock c, subscriptions s
       JOIN features f ON f.family_id = s.family_id AND f.code = 'requests_per_day'
       WHERE s.api_key_id = $1`,
      [apiKeyId, used],
    ),
  )
}

async function shownSecret(page: Page): Promise<string> {
  await expect(page.getByText('Copy it now')).toBeVisible()
  return page.getByLabel('Secret', { exact: true }).inputValue()
}
