import { noSuch } from '../api/stripe-error.ts'
import { attemptInvoice } from '../invoices/attempt-invoice.ts'
import { draftInvoice } from '../invoices/draft-invoice.ts'
import { finalizeInvoice } from '../invoices/finalize-invoice.ts'
import { pendingItems } from '../invoices/pending-items.ts'
import type { Subscription } from '../objects/subscription.ts'
import type { Act } from '../stripe-context.ts'
import { endSubscription } from './end-subscription.ts'
import { paymentSource } from './payment-source.ts'
import { prorationItems } from './proration-items.ts'
import { requireSubscription } from './require-subscription.ts'
import { saveSubscription } from './save-subscription.ts'

/**
 * Cancels now. `prorate` credits the unused time; `invoiceNow` bills what waits, so that the credit reaches the
 * balance. Without it what waits is gone.
 */
export function cancelSubscription(
  act: Act,
  input: {
    readonly id: string
    readonly prorate: boolean
    readonly invoiceNow: boolean
    readonly details: { readonly comment?: string | null; readonly feedback?: string | null }
  },
): Subscription {
  const before = requireSubscription(act, { id: input.id })
  if (before.status === 'canceled' || before.status === 'incomplete_expired') {
    throw noSuch({ what: 'subscription', id: input.id })
  }
  const details = { ...input.details, reason: 'cancellation_requested' as const }
  const ended = endSubscription(act, { id: before.id, details })
  if (ended.status !== 'canceled') return ended
  if (input.prorate) {
    for (const item of prorationItems(act, { subscription: before, after: [], date: null, now: act.now })) {
      act.invoiceItems.insert(item, { customer: item.customer, subscription: before.id, invoice: null })
    }
  }
  if (!input.invoiceNow) {
    for (const item of pendingItems(act, ended)) act.invoiceItems.remove(item.id)
    return ended
  }
  return invoiceWhatWaits(act, ended)
}

function invoiceWhatWaits(act: Act, ended: Subscription): Subscription {
  if (pendingItems(act, ended).length === 0) return ended
  const period = { start: act.now, end: act.now }
  const draft = draftInvoice(act, { subscription: ended, reason: 'subscription_update', lines: [], period })
  const invoice = finalizeInvoice(act, draft)
  attemptInvoice(act, { invoice, method: paymentSource(act, ended), forChange: true })
  return saveSubscription(act, { ...ended, latest_invoice: invoice.id })
}
