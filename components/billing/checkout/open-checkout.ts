import type { HandOffResponse, PurchaseResponse } from '#lib/purchases/schemas.ts'
import type { CheckoutOutcome, Confirmation } from './checkout.ts'
import { openRazorpayCheckout, razorpayApproval, razorpayConfirmation } from './razorpay-checkout.ts'

/** Hands the payer over to the checkout that the server chose. Throws when it cannot be shown. */
export async function openCheckout(
  handOff: HandOffResponse,
  { onOpen }: { onOpen: () => void },
): Promise<CheckoutOutcome> {
  if (handOff.kind === 'redirect') return leaveFor(handOff.url)
  if (handOff.checkout !== 'razorpay') {
    throw new Error('This page is too old to take this payment. Reload it, then continue the payment.')
  }
  return openRazorpayCheckout({ scriptUrl: handOff.script_url, options: handOff.options, onOpen })
}

/** The provider's own page takes it from here; nothing of this one is left to go on. */
function leaveFor(url: string): Promise<never> {
  window.location.assign(url)
  return new Promise(() => {})
}

/** How to tell the server what the checkout handed the browser; null when there is no such call for this purchase. */
export function confirmationOf(
  purchase: Pick<PurchaseResponse, 'hand_off' | 'lines'>,
  proof: Record<string, string>,
): Confirmation | null {
  return isRazorpay(purchase.hand_off) ? razorpayConfirmation(purchase, proof) : null
}

/** The same for the approval to renew a held add-on by itself; null when there is no such call. */
export function approvalOf(
  asked: { handOff: HandOffResponse; userAddonId: string },
  proof: Record<string, string>,
): Confirmation | null {
  return isRazorpay(asked.handOff) ? razorpayApproval(asked.userAddonId, proof) : null
}

const isRazorpay = (handOff: HandOffResponse | null): boolean =>
  handOff?.kind === 'script' && handOff.checkout === 'razorpay'
