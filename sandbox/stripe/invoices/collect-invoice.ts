import { readSetting } from '../../store/settings.ts'
import type { Invoice } from '../objects/invoice.ts'
import type { Act } from '../stripe-context.ts'
import { endSubscription } from '../subscriptions/end-subscription.ts'
import { paymentSource } from '../subscriptions/payment-source.ts'
import { changeSubscription } from '../subscriptions/save-subscription.ts'
import { attemptInvoice, goesThrough } from './attempt-invoice.ts'
import { finalizeInvoice } from './finalize-invoice.ts'
import { nextRetry } from './invoice-rules.ts'
import { saveInvoice, subscriptionOf } from './save-invoice.ts'

export const afterRetriesSetting = 'stripe.after_retries'
export type AfterRetries = 'cancel' | 'unpaid' | 'past_due'

/** By itself: makes a draft final, tries to collect it, tries again, and gives up in the end. */
export function collectInvoice(act: Act, id: string): void {
  const found = act.invoices.find(id)
  if (!found) return
  const invoice = found.status === 'draft' ? finalizeInvoice(act, found) : found
  const subscription = act.subscriptions.find(subscriptionOf(invoice) ?? '')
  const retryAt = nextRetry({
    firstAttemptAt: invoice.status_transitions.finalized_at ?? act.now,
    attempts: invoice.attempt_count + 1,
  })
  const method = subscription && paymentSource(act, subscription)
  const tried = attemptInvoice(act, { invoice, method, retryAt })
  if (!goesThrough(tried) && retryAt === null) giveUp(act, tried.invoice)
}

/** The last attempt has failed: by default the subscription is canceled. */
function giveUp(act: Act, invoice: Invoice): void {
  const subscription = act.subscriptions.find(subscriptionOf(invoice) ?? '')
  if (!subscription || subscription.status === 'canceled') return
  saveInvoice(act, { ...invoice, auto_advance: false })
  const setting = (readSetting(act.store, afterRetriesSetting) ?? 'cancel') as AfterRetries
  switch (setting) {
    case 'cancel':
      endSubscription(act, { id: subscription.id, details: { reason: 'payment_failed' } })
      return
    case 'unpaid':
      changeSubscription(act, subscription, { ...subscription, status: 'unpaid' })
      return
    case 'past_due':
      return
    default:
      setting satisfies never
  }
}
