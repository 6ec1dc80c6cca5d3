import type { CheckoutSession } from '../objects/checkout-session.ts'

/** Where the payer goes on, with the session's id in the place that was kept for it. */
export function successAddress({ success_url, id }: CheckoutSession): string {
  return success_url.replaceAll('{CHECKOUT_SESSION_ID}', id)
}
