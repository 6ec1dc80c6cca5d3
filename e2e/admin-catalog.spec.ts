import { expectAccessible } from './testing/axe.ts'
import { billingPage } from './testing/billing-page.ts'
import { hostedCheckout } from './testing/checkout.ts'
import { deskList, openDesk } from './testing/desk.ts'
import { myAddons } from './testing/read-answers.ts'
import { expect, test } from './testing/test.ts'

// Everybody shares one catalog: what is made here has names nobody else uses, and is archived in the end.
const unique = Date.now().toString(36)

test('E.2 an add-on is made, seen as customers see it, published, bought, and archived', async ({
  page,
  api,
  browser,
  product,
}) => {
  const desk = await openDesk({ browser, product })
  const name = `Cold Storage ${unique}`
  // What is typed wrong here is refused.
  desk.watch.expect(/422 .*\/api\/admin\/catalog/)
  const editor = desk.page
  const preview = editor.getByRole('complementary', { name: 'Preview' })
  await editor.goto('/admin/catalog')
  await editor.getByRole('button', { name: 'New add-on' }).click()
  const dialog = editor.getByRole('dialog', { name: 'New add-on' })
  await dialog.getByLabel('Family').selectOption('Smart ML')
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByLabel('Type').fill('storage')
  // The keyboard makes it, after what was wrong is said beside its field.
  await dialog.getByLabel('Code').fill('Cold Storage')
  await dialog.getByLabel('Code').press('Enter')
  await expect(dialog).toContainText('lower-case letters, digits and underscores')
  await dialog.getByLabel('Code').fill(`cold_${unique}`)
  await dialog.getByLabel('Code').press('Enter')
  await expect(editor.getByRole('heading', { level: 1, name })).toBeVisible()

  const field = (label: string) => editor.getByLabel(label, { exact: true })
  await field('Price in INR').fill('249')
  await field('Description').fill('Forty gigabytes, rarely read')
  await field('Badge').fill('NEW')
  await editor.getByRole('switch', { name: 'Stackable' }).press('Space')
  await field('Max quantity').fill('4')
  await expect(preview).toContainText('NEW')
  await expect(preview).toContainText('₹249/month')
  await expect(preview).toContainText('Max: 4')
  await editor.getByRole('button', { name: 'Save and publish' }).click()
  await expect(editor.getByRole('alert').first()).toBeVisible()
  await expect(
    editor.getByText('Customers cannot buy it without a plan it is available on.').first(),
  ).toBeVisible()
  await field('Free').selectOption('Can be bought')
  await field('Storage (GB)').fill('40')
  await expectAccessible(editor, 'an add-on in the editor')
  await editor.getByRole('button', { name: 'Save and publish' }).click()
  await expect(editor.getByText('Published')).toBeVisible()
  await expect(editor.getByRole('button', { name: 'Save', exact: true })).toBeDisabled()
  // S0.16: what is typed is compared at once.
  await expect(preview).toContainText('Below5 %')
  await field('Price in INR').fill('2000')
  await expect(preview).toContainText('Within40.1 %')

  const billing = billingPage(page)
  const checkout = hostedCheckout(page)
  await billing.open()
  await expect(billing.offer(name)).toContainText('Forty gigabytes, rarely read')
  await billing.choose(name)
  await billing.accept('₹249.00')
  await checkout.pay()
  await billing.result(`${name} is active`).getByRole('button', { name: 'Done' }).click()
  await expect(billing.limit('Storage')).toContainText('41 GB')

  await editor.reload()
  await expect(editor.getByText('1 customer holds it now, 1 in all')).toBeVisible()
  await field('Price in INR').fill('299')
  await expect(
    editor.getByText('What is held keeps the price it was bought at', { exact: false }),
  ).toBeVisible()
  await editor.getByRole('button', { name: 'Save and archive' }).press('Enter')
  await expect(editor.getByText('1 of them pays an earlier price.')).toBeVisible()
  await expect(editor.getByRole('button', { name: 'Publish again' })).toBeVisible()
  await editor.goto('/admin/catalog')
  await expect(deskList(editor, 'add-ons').rows.first()).toBeVisible()
  await deskList(editor, 'add-ons').search(name)
  await expect(deskList(editor, 'add-ons').rows).toHaveText([/Archived/])
  await desk.close()

  await page.reload()
  await expect(billing.held(name)).toBeVisible()
  await expect(billing.offer(name)).toHaveCount(0)
  expect(await myAddons(api)).toMatchObject([{ quantity: 1 }])
})

test('E.2 a plan and what is charged once are edited with what they look like beside them', async ({
  browser,
  product,
}) => {
  const desk = await openDesk({ browser, product })
  const { page } = desk
  const preview = page.getByRole('complementary', { name: 'Preview' })
  await page.goto('/admin/catalog')
  await expectAccessible(page, 'the catalog')
  await page.getByRole('tab', { name: 'Plans' }).click()
  const plans = deskList(page, 'plans')
  await expect(plans.rows.first()).toBeVisible()
  await plans.search('enterprise')
  // Two families have a plan of this name.
  const plan = plans.rows.filter({ hasText: 'Klarvo' })
  await expect(plan).toHaveCount(1)
  await plan.getByRole('link').click()
  const words = page.getByLabel('Description', { exact: true })
  const before = await words.inputValue()
  await words.fill(`For everybody at once ${unique}`)
  await expect(preview).toContainText(unique)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  // Its provider is told by itself, and the page says when it was.
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled()
  await expect(page.getByText('Stripe bills it, and knows this price.')).toBeVisible()
  await words.fill(before)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled()

  await page.goto('/admin/catalog/one-time')
  await page.getByRole('button', { name: 'New one-time add-on' }).click()
  const dialog = page.getByRole('dialog', { name: 'New one-time add-on' })
  await dialog.getByLabel('Name').fill('Migration')
  await dialog.getByLabel('Code').fill(`migration.${unique}`)
  await dialog.getByLabel('Price in USD').fill('1200')
  await dialog.getByRole('button', { name: 'Make a draft' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Migration' })).toBeVisible()
  await page.getByLabel('Name on invoices').fill(`Migration of data ${unique}`)
  await expect(preview).toContainText(`Migration of data ${unique}`)
  await expect(preview).toContainText('$1,200.00')
  await page.getByRole('button', { name: 'Save and publish' }).click()
  await expect(page.getByText('Published')).toBeVisible()
  await page.getByRole('button', { name: 'Archive' }).click()
  await expect(page.getByText('Archived')).toBeVisible()
  await desk.close()
})

test('E.2 a plan is made as a draft in its place, and refused until it can be sold', async ({
  browser,
  product,
}) => {
  const desk = await openDesk({ browser, product })
  const { page } = desk
  const name = `Squad ${unique}`
  desk.watch.expect(/422 .*\/api\/admin\/catalog/)
  await page.goto('/admin/catalog/plans')
  await page.getByRole('button', { name: 'New plan' }).click()
  const dialog = page.getByRole('dialog', { name: 'New plan' })
  await dialog.getByLabel('Family').selectOption('Custom Projects')
  await dialog.getByLabel('Comes after').selectOption('Free')
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByLabel('Code').fill(`squad_${unique}`)
  await expectAccessible(page, 'a new plan')
  await dialog.getByLabel('Code').press('Enter')
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await expect(page.getByText('Sold on it: Storage (+1 GB), Connector (+1).', { exact: false })).toBeVisible()
  await page.getByLabel('Price in USD').fill('30')
  await page.getByRole('button', { name: 'Save and publish' }).click()
  await expect(page.getByText('What is sold must grant something.').first()).toBeVisible()
  await page.getByLabel('Storage (GB)').fill('3')
  await page.getByLabel('Comes after').selectOption('Pro')
  await expect(page.getByRole('complementary', { name: 'Preview' })).toContainText('$30/month')
  await expectAccessible(page, 'a plan in the editor')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled()
  await page.goto('/admin/catalog/plans?family=custom-projects&sort=-order')
  const plans = deskList(page, 'plans')
  await expect(plans.rows.filter({ hasText: name })).toContainText('Draft')
  await plans.rows.filter({ hasText: name }).getByRole('link').click()
  await page.getByRole('button', { name: 'Archive' }).click()
  await expect(page.getByRole('button', { name: 'Publish again' })).toBeVisible()
  await desk.close()
})
