import { expectAccessible } from './testing/axe.ts'
import { billingPage } from './testing/billing-page.ts'
import { expect, test } from './testing/test.ts'

test('billing details: a wrong GSTIN is named at its field, a right one is kept', async ({ page, watch }) => {
  watch.expect(/status of 422/)
  await billingPage(page).open()
  await page.getByRole('tab', { name: 'Billing details' }).click()
  const field = (label: string) => page.getByLabel(label, { exact: true })
  await expect(field('Country')).toHaveValue('IN')
  await expectAccessible(page, 'billing details, none given')

  await field('Legal name').fill('Sahyadri Analytics LLP')
  await field('Address').fill('14 Veer Nariman Road')
  await field('City').fill('Mumbai')
  await field('Postal code').fill('400001')
  await field('State').selectOption('Maharashtra')
  await field('GSTIN (optional)').fill('27AAECS4821K1Z7')
  await page.getByRole('button', { name: 'Save billing details' }).click()
  await expect(page.getByText('This is not a GSTIN: its check digit is wrong.')).toBeVisible()
  await expect(field('GSTIN (optional)')).toBeFocused()
  await expectAccessible(page, 'billing details, refused')

  await field('GSTIN (optional)').fill('27 aaecs4821k1z6')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Billing details saved')).toBeVisible()
  await expect(field('GSTIN (optional)')).toHaveValue('27AAECS4821K1Z6')
  await page.reload()
  await expect(field('GSTIN (optional)')).toHaveValue('27AAECS4821K1Z6')
  await expect(field('State')).toHaveValue('27')
  await field('Country').selectOption('Germany')
  await expect(field('VAT or tax ID (optional)')).toHaveValue('27AAECS4821K1Z6')
  await expect(field('State or region (optional)')).toBeVisible()
})
