import type { HandOffResponse, PurchaseResponse } from '#lib/purchases/schemas.ts'
import type { CheckoutOutcome, Confirmation } from './checkout.ts'
import { openRazorpayCheckout, razorpayConfirmation } from './razorpay-checkout.ts'

/** Hands the payer over to the checkout that the server chose. Throws when it cannot be shown. */
export async function openCheckout(
  handOff: HandOffResponse,
  { onOpen }: { onOpen: () => void },
): Promise<CheckoutOutcome> {
  switch (handOff.kind) {
    case 'razorpay_checkout':
      return openRazorpayCheckout({ scriptUrl: handOff.script_url, options: handOff.options, onOpen })
    default:
      throw new Error('This page is too old to take this payment. Reload it, then continue the payment.')
  }
}

/** How to tell the server what the checkout handed the browser; null when there is no such call for this purchase. */
export function confirmationOf(
  purchase: PurchaseResponse,
  proof: Record<string, string>,
): Confirmation | null {
  return purchase.hand_off?.kind === 'razorpay_checkout' ? razorpayConfirmation(purchase, proof) : null
}
