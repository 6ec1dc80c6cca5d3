import { expect, type FrameLocator, type Page } from '@playwright/test'

/** The provider's hosted checkout, in its frame over our page. */
export function hostedCheckout(page: Page) {
  const frame: FrameLocator = page.frameLocator('iframe[title="Razorpay Checkout"]')
  return {
    frame,
    shows: (amount: string) => expect(frame.getByRole('button', { name: `Pay ${amount}` })).toBeVisible(),
    /** Pays as the payer has chosen, here by UPI with the test ID that stands in the field. */
    pay: () => frame.getByRole('button', { name: /^Pay ₹/ }).click(),
    payByCard: async (number: string) => {
      await frame.getByText('Card', { exact: true }).click()
      await frame.getByLabel('Card number').fill(number)
      await frame.getByRole('button', { name: /^Pay ₹/ }).click()
    },
    /** Agrees to be charged regularly, by the card that stands in the field. */
    approve: (amount: string) => frame.getByRole('button', { name: `Approve ${amount} every month` }).click(),
    /** Moves what was agreed to before to the card that stands in the field. */
    changeMethod: (amount: string) =>
      frame.getByRole('button', { name: `Use this for ${amount} every month` }).click(),
    simulate: (outcome: 'Success' | 'Failure' | 'Authorize only') =>
      frame.getByRole('button', { name: outcome }).click(),
    close: () => frame.getByRole('button', { name: 'Close without paying' }).click(),
    /** The bank has said yes, and our page does not know it yet. */
    isPaid: () => expect(frame.getByRole('heading', { name: 'Payment successful' })).toBeVisible(),
    refuses: (words: string | RegExp) => expect(frame.getByRole('alert')).toContainText(words),
    isGone: () => expect(page.locator('iframe[title="Razorpay Checkout"]')).toHaveCount(0),
  }
}
