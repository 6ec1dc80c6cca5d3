import { expect, type Page } from '@playwright/test'

/** The provider's own page on which a card is given, as its payer sees it. */
export function cardPage(page: Page) {
  return {
    /** @param email of who pays, where the page does not know it */
    pay: async (card: string, email?: string) => {
      await expect(page.getByRole('heading', { name: 'Card details' })).toBeVisible()
      if (email !== undefined) await page.getByLabel('Email').fill(email)
      await page.getByLabel('Card number').fill(card)
      await page.getByLabel('Expiry').fill('12/34')
      await page.getByLabel('CVC').fill('123')
      await page.getByLabel('Name on card').fill('Ada Example')
      await page.getByRole('button', { name: /^(Subscribe|Pay|Save)/ }).click()
    },
    /** The bank's question, 3-D Secure. */
    agree: () => page.getByRole('button', { name: 'Yes, I agree' }).click(),
    refused: page.getByRole('alert'),
  }
}
