import { DomainError } from '#lib/errors/domain-error.ts'
import { changeHeld } from './change-held.ts'
import { findPurchase } from './find-purchase.ts'
import { logSynced } from './log-change.ts'

/** How a purchase of add-ons ended: a page to pay on first, or charged at once. */
export type AddonCheckout =
  | { kind: 'checkout'; url: string }
  | { kind: 'charged'; action: 'added' | 'updated' }

/**
 * Buys add-ons all or nothing (S4.1, S4.2): by a checkout page where nothing is billed yet; else charged at once, where
 * what is held already gets more of the same. Throws `payment_declined` and `authentication_required`, with the page on
 * which to finish, and what `changeHeld` throws.
 */
export async function checkoutAddons(options: {
  customerId: string
  userId: string
  familyCode: string
  items: readonly { sku: string; quantity: number }[]
  requestId: string
  now: Temporal.Instant
}): Promise<AddonCheckout> {
  const { customerId, now } = options
  const changes = options.items.map(({ sku, quantity }) => ({ action: 'add', code: sku, quantity }) as const)
  const fieldOf = (index: number) => `items.${index}.sku`
  const { purchaseId, quote } = await changeHeld({ ...options, changes, fieldOf })
  const purchase = await findPurchase({ purchaseId, customerId, now })
  if (purchase.status === 'fulfilled') {
    const held = quote.lines.flatMap(({ addon, quantity, heldBefore }) =>
      addon ? [{ type: addon.type, quantity: heldBefore + quantity, added: heldBefore === 0 }] : [],
    )
    logSynced({ held, requestId: options.requestId })
    const holds = held.some((addon) => !addon.added)
    return { kind: 'charged', action: holds ? 'updated' : 'added' }
  }
  const url = purchase.hand_off?.kind === 'redirect' ? purchase.hand_off.url : null
  const isCharge = quote.charges.length > 0
  if (url !== null && !isCharge) return { kind: 'checkout', url }
  const declined = purchase.last_failure
  throw new DomainError({
    kind: 'payment_required',
    code: declined ? 'payment_declined' : 'authentication_required',
    detail: declined
      ? `The payment did not go through: ${declined.description}. Nothing was changed; you can pay it another way.`
      : 'Your bank wants you to confirm this payment. Nothing is changed until you do.',
    extra: { purchase_id: purchaseId, url },
  })
}
