import { openApi } from './testing/api.ts'
import { expectAccessible } from './testing/axe.ts'
import { buyAddon, orderAddon } from './testing/buy.ts'
import { deskList, openDesk } from './testing/desk.ts'
import { expect, test } from './testing/test.ts'

const PER_PAGE = 25

test('E.2 a list is narrowed, put in order, paged and saved as CSV', async ({ browser, product }) => {
  const desk = await openDesk({ browser, product })
  const { page, account } = desk
  // Each export is an entry of the audit log, and so was the token.
  const staff = openApi(product.app, account.token)
  for (let times = 0; times < PER_PAGE; times++) await staff('GET', '/api/admin/customers/export?q=nobody')

  await page.goto('/admin/audit')
  const list = deskList(page, 'entries')
  await list.search(account.email)
  await expect(list.pages).toContainText(`1–${PER_PAGE} of ${PER_PAGE + 1}`)
  await expect(list.rows).toHaveCount(PER_PAGE)
  await expect(list.rows.first()).toContainText(account.email)
  await expect(list.head('When')).toHaveAttribute('aria-sort', 'descending')
  const newest = await list.rows.first().textContent()
  await page.getByRole('button', { name: 'Next page' }).click()
  await expect(list.rows).toHaveCount(1)
  await list.sortBy('When')
  await expect(list.head('When')).toHaveAttribute('aria-sort', 'ascending')
  await expect(list.rows).toHaveCount(PER_PAGE)
  await page.getByRole('button', { name: 'Last page' }).click()
  await expect(list.rows).toHaveCount(1)
  expect(await list.rows.first().textContent()).toBe(newest)
  await page.reload()
  await expect(list.rows).toHaveCount(1)

  const [heading, ...lines] = await list.csv()
  expect(heading).toContain('action')
  expect(lines.filter((line) => line.includes('customers.exported'))).toHaveLength(PER_PAGE)
  await page.getByLabel('Who', { exact: true }).selectOption('Providers')
  await expect(page.getByText('Nothing matches these filters.')).toBeVisible()
  await page.getByRole('button', { name: 'Show all' }).click()
  await expect(list.rows).toHaveCount(PER_PAGE)
  await desk.close()
})

test('E.2 a delivery is replayed, and a figure drills to the rows it is made of', async ({
  account,
  api,
  browser,
  product,
  sandbox,
}) => {
  const { order_id } = await orderAddon(api, 'extra_storage_10gb')
  await sandbox.pay(order_id)
  await sandbox.quiet()
  const desk = await openDesk({ browser, product })
  const { page } = desk
  await page.goto('/admin/deliveries')
  const deliveries = deskList(page, 'deliveries')
  await deliveries.search(order_id)
  // The rows of before are there until those that were searched for are.
  await expect(deliveries.rows.first()).toContainText(order_id)
  await expect(deliveries.rows.first()).toContainText('Processed')
  await deliveries.rows.first().getByRole('link').click()
  await expect(page.getByLabel('Payload as text')).toContainText(order_id)
  await page.getByRole('button', { name: 'Replay' }).click()
  await sandbox.quiet()
  await expect(page.getByText('Processed')).toBeVisible()
  await page.goto('/admin/audit')
  const entries = deskList(page, 'entries')
  await entries.search(desk.account.email)
  await expect(entries.rows.filter({ hasText: 'delivery.replayed' })).toHaveCount(1)

  await page.goto('/admin/analytics?family=smart-ml')
  for (const chart of ['Monthly recurring revenue', 'What moved it']) {
    await expect(page.getByRole('figure', { name: chart }).locator('svg').first()).toBeVisible()
  }
  const figure = page.getByRole('link', { name: /^MRR with add-ons/ })
  await expect(figure).toContainText('₹')
  await figure.click()
  const rows = deskList(page, 'terms')
  await rows.search(account.email)
  await expect(rows.rows).toHaveCount(1)
  await expect(rows.rows).toContainText('₹179.00')
  await desk.close()
})

test('E.2 axe finds nothing at the desk', async ({ account, api, browser, product, sandbox }) => {
  await buyAddon({ api, sandbox, addonId: 'extra_storage_10gb' })
  await sandbox.quiet()
  const desk = await openDesk({ browser, product })
  const { page } = desk
  const dialog = page.getByRole('dialog')
  await page.goto(`/admin/customers?q=${encodeURIComponent(account.email)}`)
  await expect(page.getByText('1–1 of 1')).toBeVisible()
  await expectAccessible(page, 'customers')
  await page.getByRole('table').getByRole('link').first().click()
  await page.getByRole('button', { name: 'Charge once…' }).click()
  await dialog.getByLabel(/^Another amount/).fill('a lot')
  await expectAccessible(page, 'a charge that is refused')
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: 'Invoices' }).click()
  await page.getByRole('table').getByRole('link', { name: /\d$/ }).first().click()
  await page.getByRole('button', { name: 'Credit…' }).click()
  await expect(dialog.getByText(/With its tax of/)).toBeVisible()
  await expectAccessible(page, 'a credit')
  await page.keyboard.press('Escape')
  await expectAccessible(page, 'an invoice')
  await page.getByRole('tab', { name: 'Tax' }).click()
  await expect(page.getByRole('switch').first()).toBeVisible()
  await expectAccessible(page, 'taxes')
  await page.getByRole('link', { name: 'Invoices', exact: true }).click()
  const invoices = deskList(page, 'invoices')
  await invoices.search(account.email)
  await expect(invoices.rows).toHaveCount(1)
  await expectAccessible(page, 'all invoices')
  await invoices.search('nobody has this number')
  await expect(page.getByText('Nothing matches these filters.')).toBeVisible()
  await expectAccessible(page, 'all invoices, none')
  await page.goto('/admin/analytics')
  await expect(page.getByRole('figure').first()).toBeVisible()
  await expectAccessible(page, 'analytics')
  await desk.close()
})
