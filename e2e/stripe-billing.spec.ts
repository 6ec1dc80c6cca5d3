import { z } from 'zod'
import { billingPage } from './testing/billing-page.ts'
import { cardPage } from './testing/card-page.ts'
import { createAccount } from './testing/create-account.ts'
import { signIn } from './testing/sign-in.ts'
import { expect, test } from './testing/test.ts'

const STORAGE = 'Storage (+1 GB)'
const PAYS = '4242424242424242'

test.use({ family: 'custom-projects', plan: 'pro' })

test.describe('nothing bought yet', () => {
  test.use({ plan: 'new' })

  test('S3.4 S4.1 plan and add-ons go into one cart, are paid once on the hosted page, and count', async ({
    page,
  }) => {
    const billing = billingPage(page)
    const card = cardPage(page)
    await billing.open()
    await page.getByRole('button', { name: 'Change plan' }).click()
    await billing.dialog.getByRole('radio', { name: /^Pro / }).check()
    const more = billing.dialog.getByRole('spinbutton', { name: `More of ${STORAGE}` })
    await more.fill('2')
    await billing.accept('$60.00')
    await card.pay('4000000000000002')
    await expect(card.refused).toContainText(/declined/i)
    await card.pay(PAYS)
    await billing
      .result(/is active/)
      .getByRole('button', { name: 'Done' })
      .click()
    await expect(page.getByText('Pro plan', { exact: false }).first()).toBeVisible()
    await expect(billing.limit('Storage')).toContainText('7 GB')
    await expect(billing.held(STORAGE)).toContainText('Quantity: 2')
    await expect(page.getByText(/Renews on .* for \$60 in all/)).toBeVisible()
  })
})

test('S4.3 S4.4 the quantity of what is held is changed in one step, with the price before and after', async ({
  page,
  api,
}) => {
  const billing = billingPage(page)
  await billing.open()
  await billing.choose(STORAGE)
  await expect(billing.dialog).toContainText(/Then \$55\.00 in all on/)
  await billing.dialog.getByRole('button', { name: /^Pay \$/ }).click()
  await billing
    .result(/is active/)
    .getByRole('button', { name: 'Done' })
    .click()
  await billing.manage(STORAGE)
  await page.getByRole('button', { name: 'Change quantity' }).click()
  await billing.dialog.getByRole('button', { name: 'One more' }).click()
  await expect(billing.dialog).toContainText(/Then \$60\.00 in all on/)
  await billing.dialog.getByRole('button', { name: /^Pay \$/ }).click()
  await billing
    .result(/is active/)
    .getByRole('button', { name: 'Done' })
    .click()
  await expect(billing.held(STORAGE)).toContainText('Quantity: 2')
  const { body } = await api('GET', '/api/custom/entitlements/me')
  expect(body).toMatchObject({ plan: 'pro', storage_gb: 7 })

  await billing.manage(STORAGE)
  await page.getByRole('button', { name: 'Change quantity' }).click()
  await billing.dialog.getByRole('button', { name: 'One fewer' }).click()
  await billing.dialog.getByRole('button', { name: 'Confirm' }).click()
  await billing.result(/noted/).getByRole('button', { name: 'Done' }).click()
  await expect(billing.held(STORAGE)).toContainText('2 → 1 from')
  await billing.manage(STORAGE)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.keyboard.press('Escape')
  await expect(billing.held(STORAGE)).toContainText('Renews on')
})

test('S4.2 a change the bank asks about stays as it was until it is confirmed, or dropped', async ({
  page,
  product,
}) => {
  const account = await createAccount({ family: 'custom-projects', plan: 'pro', card: '4000000000003220' })
  await page.context().clearCookies()
  await signIn(page, account)
  const billing = billingPage(page)
  await billing.open()
  await billing.choose(STORAGE)
  await billing.dialog.getByRole('button', { name: /^Pay \$/ }).click()
  // The provider's page takes it from here; one may also come back without having paid.
  await expect(page).not.toHaveURL(new RegExp(`^${product.app}`))
  await page.goto('/billing')
  await expect(page.getByText(`Not paid yet: ${STORAGE}`)).toBeVisible()
  await expect(billing.limit('Storage')).toContainText('/ 5 GB')
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(page.getByText(`Not paid yet: ${STORAGE}`)).toHaveCount(0)

  await billing.choose(STORAGE)
  await billing.dialog.getByRole('button', { name: /^Pay \$/ }).click()
  const card = cardPage(page)
  await card.pay(PAYS)
  await page.goto('/billing')
  await expect(billing.limit('Storage')).toContainText('/ 6 GB')
})

test('S4.1 the page a purchase leads to says what was done, and what is held', async ({ page, api }) => {
  const items = [{ sku: 'storage_1gb', quantity: 1 }]
  const bought = await api('POST', '/api/custom/billing/addons/checkout', { items })
  const { url, immediate_charge } = z
    .object({ url: z.url(), immediate_charge: z.boolean() })
    .parse(bought.body)
  expect(immediate_charge).toBe(true)
  await page.goto(url)
  await expect(page.getByRole('status').filter({ hasText: 'Your add-on was added' })).toBeVisible()
  await expect(page.getByRole('group', { name: STORAGE })).toContainText('Quantity: 1')
})

test.describe('klarvo', () => {
  test.use({ family: 'klarvo', plan: 'growth' })

  test('S3.7 a downgrade says what is lost, waits for the period to end, and can be undone', async ({
    page,
  }) => {
    const billing = billingPage(page)
    await billing.open()
    await page.getByRole('button', { name: 'Change plan' }).click()
    await billing.dialog.getByRole('radio', { name: /^Starter / }).check()
    await expect(billing.dialog).toContainText('What you give up')
    await billing.dialog.getByRole('button', { name: 'Confirm' }).click()
    await billing.result(/noted/).getByRole('button', { name: 'Done' }).click()
    await expect(page.getByText(/then you are on the Starter plan/)).toBeVisible()
    await page.getByRole('button', { name: 'Stay on Growth' }).click()
    await billing.dialog.getByRole('button', { name: 'Confirm' }).click()
    await billing.result(/noted/).getByRole('button', { name: 'Done' }).click()
    await expect(page.getByText(/Renews on .* for €149 in all/)).toBeVisible()
  })
})

test('a renewal that fails says so on every billing page, and paying it puts everything right', async ({
  page,
  sandbox,
}) => {
  const account = await createAccount({ family: 'custom-projects', plan: 'pro', card: '4000000000000341' })
  await page.context().clearCookies()
  await signIn(page, account)
  const start = await sandbox.now()
  await sandbox.moveTo(start.toZonedDateTimeISO('UTC').add({ months: 1, hours: 3 }).toInstant())
  const billing = billingPage(page)
  await billing.open()
  await expect(page.getByText('The renewal for $50.00 did not go through')).toBeVisible()
  await expect(billing.limit('Storage')).toContainText('/ 5 GB')
  await page.getByRole('alert').getByRole('link', { name: 'Fix payment' }).click()
  await cardPage(page).pay(PAYS)
  await sandbox.quiet()
  await billing.open()
  await expect(page.getByText(/Renews on .* for \$50 in all/)).toBeVisible()
  await expect(page.getByText('did not go through')).toHaveCount(0)
})
