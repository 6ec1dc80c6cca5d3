import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { readPdf } from '../lib/invoices/testing/read-pdf.ts'
import { cardPage } from './testing/card-page.ts'
import { checkBooks } from './testing/check-books.ts'
import { openDesk } from './testing/desk.ts'
import { expect, test } from './testing/test.ts'

/** What the PDF behind a link says on its first page. */
async function pdfOf(page: Page, number: string): Promise<string[]> {
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: `PDF of ${number}` }).click()
  const saved = await download
  expect(saved.suggestedFilename()).toBe(`${number}.pdf`)
  const { pages } = await readPdf(new Uint8Array(await readFile(await saved.path())))
  return pages[0] ?? []
}

test('E.2 the admin’s day: a setup fee is charged, paid, refunded by half, and the books balance', async ({
  account,
  browser,
  page,
  product,
  sandbox,
}) => {
  const desk = await openDesk({ browser, product })
  const staff = desk.page
  const dialog = staff.getByRole('dialog')

  await staff.goto('/admin/customers')
  await staff.getByRole('searchbox', { name: 'Name, email or id' }).fill(account.email)
  await expect(staff.getByText('1–1 of 1')).toBeVisible()
  await staff.getByRole('table').getByRole('link').first().click()
  await staff.getByRole('button', { name: 'Charge once…' }).click()
  await dialog.getByLabel('Add-on').selectOption({ label: 'Setup Fee · $500.00' })
  const amount = dialog.getByLabel('Another amount, in USD')
  await amount.fill('a lot')
  await expect(dialog.getByText('Write an amount of USD, such as 12.50.')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Charge', exact: true })).toBeDisabled()
  await amount.fill('480')
  await dialog.getByRole('button', { name: 'Charge $480.00' }).click()
  await expect(dialog.getByText('The invoice is issued')).toBeVisible()
  const link = dialog.getByRole('link', { name: /^INV-/ })
  const number = (await link.textContent()) ?? ''
  await link.click()
  await expect(staff.getByRole('heading', { name: `Invoice ${number}` })).toBeVisible()
  expect(await pdfOf(staff, number)).toEqual(expect.arrayContaining([number, 'UNPAID', '$480.00', '$566.40']))

  await page.goto('/billing/invoices')
  const row = page.getByRole('row').filter({ hasText: `Invoice ${number}` })
  await expect(row).toContainText('Setup Fee')
  await row.getByRole('button', { name: `Pay $566.40 for invoice ${number}` }).click()
  await cardPage(page).pay('4242424242424242', account.email)
  await expect(page).toHaveURL(/\/billing\/invoices\//)
  await sandbox.quiet()
  await page.goto('/billing/invoices')
  await expect(row).toContainText('Paid')

  await staff.reload()
  await staff.getByRole('button', { name: 'Credit…' }).click()
  await dialog.getByLabel('Setup Fee, in USD before tax').fill('240')
  await expect(dialog.getByRole('radio', { name: 'Back to the payer' })).toBeChecked()
  await dialog.getByLabel('Reason', { exact: true }).fill('Half of the data was imported already')
  await dialog.getByRole('button', { name: 'Credit $283.20' }).click()
  await expect(dialog).toBeHidden()
  await sandbox.quiet()
  const notes = staff.getByRole('region', { name: `Credit notes of ${number}` })
  await expect(notes).toContainText('Refunded')
  await expect(notes).toContainText('−$283.20')
  const note = (await notes.getByText(/^CN-/).textContent()) ?? ''
  expect(await pdfOf(staff, note)).toEqual(expect.arrayContaining([note, number, '$283.20']))

  await page.reload()
  await expect(page.getByRole('row').filter({ hasText: `Credit note ${note}` })).toContainText('Refunded')
  const mails = await sandbox.mailTo(account.email)
  expect(mails.map(({ subject }) => subject)).toEqual(
    expect.arrayContaining([`Invoice ${number} for $566.40`, `Credit note ${note} for $283.20`]),
  )
  await staff.getByRole('tab', { name: 'Audit log' }).click()
  for (const action of ['addon.applied', 'invoice.credited']) {
    await expect(staff.getByRole('row').filter({ hasText: action })).toContainText(desk.account.email)
  }
  expect(await checkBooks()).toMatch(/^✓ The books agree/)
  await desk.close()
})

test('S1.4 S1.5 an invoice is withdrawn, and a customer has a tax of its own', async ({
  account,
  browser,
  product,
}) => {
  const desk = await openDesk({ browser, product })
  const { page } = desk
  const dialog = page.getByRole('dialog')
  await page.goto(`/admin/customers?q=${encodeURIComponent(account.email)}`)
  await page.getByRole('table').getByRole('link').first().click()
  await page.getByRole('button', { name: 'Charge once…' }).click()
  await dialog.getByLabel('Add-on').selectOption({ label: 'Hardware · $299.00' })
  await dialog.getByRole('button', { name: 'Charge $299.00' }).click()
  await dialog.getByRole('link', { name: /^INV-/ }).click()
  await page.getByRole('button', { name: 'Withdraw…' }).click()
  await dialog.getByRole('button', { name: 'Withdraw it' }).click()
  await expect(page.getByText('Void', { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: /^(Withdraw|Credit)…$/ })).toHaveCount(0)

  await page.getByRole('tab', { name: 'Tax' }).click()
  const seller = page.getByRole('region', { name: 'Tackon Services Private Limited' })
  const own = seller.getByRole('switch', { name: 'GST 18 %' })
  await expect(seller.getByText('the family’s').first()).toBeVisible()
  await own.click()
  await expect(page.getByText('the customer’s own')).toBeVisible()
  await expect(own).toBeChecked()
  await own.click()
  await expect(page.getByText('the customer’s own')).toBeHidden()
  await page.getByRole('tab', { name: 'Audit log' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'tax.removed' })).toContainText('gst_18')
  await expect(page.getByRole('row').filter({ hasText: 'invoice.voided' })).toBeVisible()
  await desk.close()
})
