import { billingPage } from './testing/billing-page.ts'
import { buyAddon } from './testing/buy.ts'
import { expect, test } from './testing/test.ts'

const WIDTHS = [
  { width: 390, columns: 1 },
  { width: 820, columns: 2 },
  { width: 1280, columns: 3 },
]

for (const { width, columns } of WIDTHS) {
  test(`S0.11 add-ons in ${columns} column(s) at ${width} pixels, nothing beyond the edge`, async ({
    page,
    api,
    sandbox,
  }) => {
    await buyAddon({ api, sandbox, addonId: 'extra_storage_10gb', quantity: 2 })
    await page.setViewportSize({ width, height: 900 })
    const billing = billingPage(page)
    await billing.open()
    await expect(billing.held('Extra Storage (+10 GB)')).toBeVisible()
    const boxes = await Promise.all(
      (await billing.available.getByRole('group').all()).map((card) => card.boundingBox()),
    )
    const [first] = boxes
    expect(boxes.filter((box) => box?.y === first?.y)).toHaveLength(columns)
    for (const path of ['/billing', '/billing/payments']) {
      await page.goto(path)
      await expect(page.getByText('Extra Storage (+10 GB)').first()).toBeVisible()
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(overflow, `${path} scrolls sideways`).toBe(0)
    }
  })
}

test('S0.11 dark is chosen in the menu and kept over a reload', async ({ page }) => {
  const billing = billingPage(page)
  await billing.open()
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const light = await background()
  await page.getByRole('button', { name: /^Account:/ }).click()
  await page.getByRole('menuitemradio', { name: 'Dark' }).click()
  await expect.poll(background).not.toBe(light)
  const dark = await background()
  await page.reload()
  expect(await background()).toBe(dark)
})
