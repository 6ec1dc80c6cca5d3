import { z } from 'zod'
import type { Api } from './testing/api.ts'
import { openApi } from './testing/api.ts'
import { expectAccessible } from './testing/axe.ts'
import { cardPage } from './testing/card-page.ts'
import { createAccount } from './testing/create-account.ts'
import { expect, test } from './testing/test.ts'

test.use({ family: 'custom-projects', plan: 'new' })

const applied = z.object({ applied_add_on: z.object({ invoice_id: z.string() }) })
const saving = z.object({ url: z.url() })

async function savePage(api: Api): Promise<string> {
  const { body } = await api('POST', '/api/billing/payment-method?family=forward-api')
  return saving.parse(body).url
}

test('S1.3 an invoice is paid with the saved card in one click; declined, on the page', async ({
  account,
  api,
  page,
  product,
  sandbox,
  watch,
}) => {
  const staff = openApi(product.app, (await createAccount({ role: 'admin' })).token)
  const invoice = async () => {
    const wanted = { external_customer_id: account.customerId, add_on_code: 'setup_fee' }
    const { body } = await staff('POST', '/api/v1/applied_add_ons', { applied_add_on: wanted })
    return `/billing/invoices/${applied.parse(body).applied_add_on.invoice_id}`
  }
  const stamp = page.getByText('Paid', { exact: true })

  await page.goto(await savePage(api))
  await cardPage(page).pay('4242424242424242')
  await expect(page).toHaveURL(/\/billing/)
  await page.goto(await invoice())
  await expectAccessible(page, 'an invoice to be paid')
  await page.getByRole('button', { name: /^Pay \$[\d.]+ with Visa •• 4242$/ }).click()
  await expect(stamp).toBeVisible()
  await expect(page.getByRole('button', { name: /^Pay/ })).toHaveCount(0)

  await page.goto(await savePage(api))
  await cardPage(page).pay('4000000000000341')
  await expect(page).toHaveURL(/\/billing/)
  await page.goto(await invoice())
  watch.expect(/status of 402/)
  await page.getByRole('button', { name: /with Visa •• 0341$/ }).click()
  const told = page.getByRole('alert').filter({ hasText: 'The last payment did not go through' })
  await expect(told).toContainText('Your card was declined. Nothing was charged.')
  await page.getByRole('button', { name: 'Pay another way' }).click()
  await cardPage(page).pay('4242424242424242', account.email)
  await expect(page).toHaveURL(/\/billing\/invoices\//)
  await sandbox.quiet()
  await expect(stamp).toBeVisible()
})
