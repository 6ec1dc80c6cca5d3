import type { Page } from '@playwright/test'
import { billingPage } from './testing/billing-page.ts'
import { hostedCheckout } from './testing/checkout.ts'
import { myAddons } from './testing/read-answers.ts'
import { expect, test } from './testing/test.ts'

const STORAGE = 'Extra Storage (+10 GB)'

/** Presses Tab until the focus is where it is wanted, as somebody without a mouse does. */
async function tabTo(page: Page, isThere: () => Promise<boolean>): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    if (await isThere()) return
    await page.keyboard.press('Tab')
  }
  throw new Error('the Tab key never led there')
}

test('S0.11 an add-on is bought with the keyboard alone', async ({ page, api }) => {
  const billing = billingPage(page)
  const checkout = hostedCheckout(page)
  await billing.open()

  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('main')).toBeFocused()

  const offer = billing.offer(STORAGE)
  const wanted = offer.getByRole('spinbutton')
  await tabTo(page, () => wanted.evaluate((input) => input === document.activeElement))
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowDown')
  await expect(wanted).toHaveValue('2')
  const buy = offer.getByRole('button', { name: 'Purchase' })
  await tabTo(page, () => buy.evaluate((button) => button === document.activeElement))
  await page.keyboard.press('Enter')

  const pay = billing.dialog.getByRole('button', { name: 'Pay ₹358.00' })
  await expect(pay).toBeEnabled()
  await tabTo(page, () => pay.evaluate((button) => button === document.activeElement))
  await page.keyboard.press('Enter')

  await checkout.shows('₹358.00')
  const payNow = checkout.frame.getByRole('button', { name: 'Pay ₹358.00' })
  await expect(checkout.frame.getByRole('radio', { name: /UPI/ })).toBeFocused()
  await tabTo(page, () => payNow.evaluate((button) => button === document.activeElement))
  await page.keyboard.press('Enter')

  const result = billing.result(`${STORAGE} × 2 is active`)
  await expect(result).toBeVisible()
  const done = result.getByRole('button', { name: 'Done' })
  await tabTo(page, () => done.evaluate((button) => button === document.activeElement))
  await page.keyboard.press('Enter')
  await expect(result).toHaveCount(0)
  expect(await myAddons(api)).toMatchObject([{ quantity: 2 }])
})

test('S0.11 Escape leaves a dialog, and the focus goes back to what opened it', async ({ page }) => {
  const billing = billingPage(page)
  await billing.open()
  const buy = billing.offer(STORAGE).getByRole('button', { name: 'Purchase' })
  await buy.focus()
  await page.keyboard.press('Enter')
  await expect(billing.dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(billing.dialog).toHaveCount(0)
  await expect(buy).toBeFocused()
})

test('S0.11 the focus stays inside an open dialog', async ({ page }) => {
  const billing = billingPage(page)
  await billing.open()
  await billing.choose(STORAGE)
  for (let presses = 0; presses < 12; presses += 1) {
    await page.keyboard.press('Tab')
    expect(await billing.dialog.evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true)
  }
})

test('S0.11 Escape in the checkout closes it without paying', async ({ page, api }) => {
  const billing = billingPage(page)
  const checkout = hostedCheckout(page)
  await billing.open()
  await billing.choose(STORAGE)
  await billing.accept('₹179.00')
  await checkout.shows('₹179.00')
  await checkout.frame.getByLabel('UPI ID').focus()
  await page.keyboard.press('Escape')
  await checkout.isGone()
  await expect(billing.result('The payment is not finished')).toBeVisible()
  expect(await myAddons(api)).toEqual([])
})
