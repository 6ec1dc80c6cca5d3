import type { PurchaseResponse } from '#lib/purchases/schemas.ts'
import type { CheckoutOutcome, Confirmation } from './checkout.ts'

type Instance = {
  open: () => void
  on: (event: 'payment.failed', listener: (failure: { error?: { description?: string } }) => void) => void
}

type Constructor = new (options: Record<string, unknown>) => Instance

const notLoaded =
  'The payment window could not be loaded. Nothing was charged. Check your connection, then try again.'

/** One element per address; a failed one is taken away so that the next attempt loads afresh. */
function loadScript(src: string): Promise<void> {
  return new Promise((resolve, reject) => {
    if (Object.hasOwn(window, 'Razorpay')) return resolve()
    const script = document.createElement('script')
    script.src = src
    script.async = true
    script.onload = () => resolve()
    script.onerror = () => {
      script.remove()
      reject(new Error(notLoaded))
    }
    document.head.append(script)
  })
}

const constructorOf = (host: object): Constructor | undefined =>
  'Razorpay' in host && typeof host.Razorpay === 'function' ? (host.Razorpay as Constructor) : undefined

/**
 * Opens Razorpay's Standard Checkout over the page and resolves when the payer is done with it. After a failed
 * attempt the window stays open for another one, so a failure is only remembered, not an end.
 * Throws when the provider's script cannot be loaded.
 */
export async function openRazorpayCheckout(handOff: {
  scriptUrl: string
  options: Record<string, unknown>
  /** Called right before the window lies over the page: a dialog of the page must go. */
  onOpen: () => void
}): Promise<CheckoutOutcome> {
  await loadScript(handOff.scriptUrl)
  const Razorpay = constructorOf(window)
  if (!Razorpay) throw new Error(notLoaded)
  const ended = Promise.withResolvers<CheckoutOutcome>()
  let lastFailure: string | null = null
  const checkout = new Razorpay({
    ...handOff.options,
    handler: (proof: Record<string, string>) => ended.resolve({ kind: 'completed', proof }),
    modal: { ondismiss: () => ended.resolve({ kind: 'closed', lastFailure }) },
  })
  checkout.on('payment.failed', ({ error }) => {
    lastFailure = error?.description ?? 'The bank did not say why.'
  })
  handOff.onOpen()
  // A dialog gives the focus back a moment after it is gone; the window then remembers it from there.
  await new Promise((resolve) => setTimeout(resolve))
  checkout.open()
  return ended.promise
}

/**
 * `POST /api/addons/verify-payment` (S0.7) speaks of one add-on; a purchase of several waits for the provider's own
 * word. What renews by itself was paid by approving a subscription, anything else on an order.
 */
export function razorpayConfirmation(
  purchase: Pick<PurchaseResponse, 'lines'>,
  proof: Record<string, string>,
): Confirmation | null {
  const [line, ...others] = purchase.lines
  if (!line || others.length > 0) return null
  const { razorpay_order_id, razorpay_subscription_id } = proof
  return {
    path: '/api/addons/verify-payment',
    body: {
      addon_id: line.addon,
      quantity: line.quantity,
      ...(razorpay_subscription_id ? { razorpay_subscription_id } : { razorpay_order_id }),
      razorpay_payment_id: proof.razorpay_payment_id,
      razorpay_signature: proof.razorpay_signature,
    },
  }
}

/** `POST /api/addons/auto-renew/approve` (S0.10): the payer agreed that a held add-on is charged for by itself. */
export function razorpayApproval(userAddonId: string, proof: Record<string, string>): Confirmation {
  return {
    path: '/api/addons/auto-renew/approve',
    body: {
      user_addon_id: userAddonId,
      approval_id: proof.razorpay_subscription_id,
      payment_id: proof.razorpay_payment_id,
      signature: proof.razorpay_signature,
    },
  }
}
