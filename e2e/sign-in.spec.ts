import { expect, type Page } from '@playwright/test'
import type { Account } from './testing/product.ts'
import type { Sandbox } from './testing/sandbox.ts'
import { test } from './testing/test.ts'

test.use({ signedIn: false })

const PATH = '/billing/payments'

async function fillPassword(page: Page, account: Pick<Account, 'email' | 'password'>): Promise<void> {
  await page.getByLabel('Email').fill(account.email)
  await page.getByLabel('Password').fill(account.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** The address in the newest sign-in mail, once it has come. */
async function linkMailedTo(sandbox: Sandbox, email: string, count = 1): Promise<string> {
  const mails = async () =>
    (await sandbox.mailTo(email)).filter(({ subject }) => subject === 'Your sign-in link')
  await expect.poll(async () => (await mails()).length).toBe(count)
  const link = /https?:\/\/\S+\/sign-in\/link\?token=\S+/.exec((await mails())[0]?.text ?? '')?.[0]
  if (!link) throw new Error('the mail holds no link')
  return link
}

test('E.1 signs in with a password and lands where one wanted to go', async ({ page, account }) => {
  await page.goto(PATH)
  await expect(page).toHaveURL(/\/sign-in/)
  await fillPassword(page, account)
  await expect(page).toHaveURL(new RegExp(`${PATH}$`))
  await expect(page.getByRole('heading', { name: 'Payment history' })).toBeVisible()
})

test('E.1 a wrong password says so, keeps the address, and the right one still works', async ({
  page,
  account,
  watch,
}) => {
  watch.expect(/status of 401/)
  await page.goto('/sign-in')
  await fillPassword(page, { ...account, password: `${account.password}x` })
  await expect(page.getByRole('alert').filter({ hasText: 'do not belong together' })).toBeVisible()
  await expect(page.getByLabel('Email')).toHaveValue(account.email)
  await fillPassword(page, account)
  await expect(page).toHaveURL(/\/billing$/)
})

test('E.1 nobody learns which addresses exist', async ({ page, account, watch }) => {
  watch.expect(/status of 401/)
  await page.goto('/sign-in')
  await fillPassword(page, { email: `nobody-${account.email}`, password: 'wrong' })
  await expect(page.getByRole('alert').filter({ hasText: 'do not belong together' })).toBeVisible()
})

test('E.1 too many wrong passwords lock the address for a while, the right one too', async ({
  page,
  account,
  watch,
}) => {
  watch.expect(/status of 401/)
  await page.goto('/sign-in')
  const wrong = { ...account, password: 'wrong' }
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const answered = page.waitForResponse(/\/api\/auth\/callback\/password/)
    await fillPassword(page, wrong)
    await answered
  }
  await fillPassword(page, account)
  await expect(page.getByRole('alert').filter({ hasText: 'Too many attempts' })).toBeVisible()
})

test('E.1 a mailed link signs in once, by a click', async ({ page, account, sandbox, watch, browser }) => {
  watch.expect(/status of 401/)
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Email me a link instead' }).click()
  await page.getByLabel('Email').fill(account.email)
  await page.getByRole('button', { name: 'Email me a link', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeFocused()
  const link = await linkMailedTo(sandbox, account.email)

  // Opening it is not using it: mail scanners open every link.
  const scanner = await browser.newPage()
  await scanner.goto(link)
  await scanner.close()

  await page.goto(link)
  await page.getByRole('button', { name: 'Sign me in' }).click()
  await expect(page).toHaveURL(/\/billing$/)

  await page.context().clearCookies()
  await page.goto(link)
  await page.getByRole('button', { name: 'Sign me in' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'This link has been used' })).toBeVisible()
})

test('E.1 a link for an address nobody has mails nobody', async ({ page, sandbox, account }) => {
  const stranger = `nobody-${account.email}`
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Email me a link instead' }).click()
  await page.getByLabel('Email').fill(stranger)
  await page.getByRole('button', { name: 'Email me a link', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible()
  await sandbox.quiet()
  expect(await sandbox.mailTo(stranger)).toEqual([])
})

test('E.1 signing out ends the session', async ({ page, account }) => {
  await page.goto('/sign-in')
  await fillPassword(page, account)
  await expect(page).toHaveURL(/\/billing$/)
  await page.getByRole('button', { name: /^Account:/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  const answer = await page.request.get('/api/billing/overview')
  expect(answer.status()).toBe(401)
  await page.goto('/billing')
  await expect(page).toHaveURL(/\/sign-in/)
})

test('E.1 in the sandbox, one click signs in as a demo account', async ({ page, product }) => {
  await page.goto('/sign-in')
  const demo = page.getByRole('region', { name: 'Demo accounts' })
  const customers = product.accounts.filter(({ role }) => role === 'customer')
  for (const { email } of customers) await expect(demo.getByRole('button', { name: email })).toBeVisible()
  await demo.getByRole('button', { name: 'advanced@smart-ml.test' }).click()
  await expect(page).toHaveURL(/\/billing$/)
  await expect(page.getByText('Advanced plan').first()).toBeVisible()
})

test('E.1 the way back after signing in never leads to another site', async ({ page, account }) => {
  await page.goto('/sign-in?callbackUrl=https%3A%2F%2Fevil.example%2Fbilling')
  await fillPassword(page, account)
  await expect(page).toHaveURL(/^http:\/\/localhost:\d+\/billing$/)
})

test.describe('staff', () => {
  test('E.1 an admin has no billing of their own, and comes to the desk', async ({ page, product }) => {
    const admin = product.accounts.find(({ role }) => role === 'admin')
    if (!admin) throw new Error('demo.json names no admin')
    await page.goto('/sign-in')
    await fillPassword(page, admin)
    await expect(page).toHaveURL(/\/admin$/)
    await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible()
  })
})
