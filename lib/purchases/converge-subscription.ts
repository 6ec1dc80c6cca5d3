import { latest } from '#lib/calendar/instants.ts'
import { database, type Transaction } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { finishWork, type Work } from '#lib/jobs/work.ts'
import type { ProviderOrder } from '#lib/payments/provider.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import { findReference } from '#lib/payments/references.ts'
import { lockSubscription } from '#lib/subscriptions/lock-subscription.ts'
import { convergeMandate } from './converge-mandate.ts'
import { endDeliveries } from './end-deliveries.ts'
import { recordRenewal } from './record-renewal.ts'
import { settlePurchase } from './settle-purchase.ts'
import { AFTER_RENEWAL, syncAgreement } from './sync-agreement.ts'

/**
 * Work `converge-provider-subscription` (subject `provider:subscription`): brings us in line with what a provider says
 * about a subscription now: every bill that is a purchase is settled, a regular bill becomes one, and its period and
 * standing are written down. A message about it is only the reason to look (invariant 8).
 */
export async function convergeProviderSubscription(work: Work): Promise<void> {
  const [provider = '', externalId = ''] = work.subject.split(':')
  if (paymentProvider(provider).mandates) return convergeApproval(work, { provider, mandateId: externalId })
  const known = await findReference(database(), { provider, kind: 'subscription', externalId })
  const toldUntil = await now()
  const billing = paymentProvider(provider).subscriptionBilling
  const state = known ? await billing?.readSubscription(externalId, { bills: true }) : null
  const at = await now()
  await transaction(async (tx) => {
    if (known && state) {
      const { subscription } = await tx.billingAgreement.findUniqueOrThrow({
        where: { id: known.subjectId },
        include: { subscription: { include: { family: { select: { currency: true } } } } },
      })
      const { version } = await lockSubscription(tx, subscription.id)
      const { id, customerId, family } = subscription
      const ours = { id, customerId, version, provider, currency: family.currency }
      for (const order of state.bills.toReversed()) {
        const purchase = await recordRenewal(tx, { subscription: ours, bill: order, now: at })
        if (!purchase || !(await hasNews(tx, { ...purchase, order }))) continue
        await settlePurchase(tx, { purchaseId: purchase.purchaseId, order, subscription: state, now: at })
      }
      await syncAgreement(tx, { subscriptionId: id, customerId, provider, state, now: at })
    }
    await endDeliveries(tx, {
      subject: `subscription:${work.subject}`,
      outcome: known ? 'processed' : 'ignored',
      toldUntil,
      at,
    })
    // A look of our own after the renewal, should every message about it be lost (invariant 5).
    const end = state?.status === 'canceled' ? undefined : state?.items[0]?.periodEndsAt
    await finishWork(tx, work, end ? { again: latest(at, end).add(AFTER_RENEWAL) } : {})
  })
}

/** Where each approval is charged for one thing, a message about a subscription is about an approval. */
async function convergeApproval(work: Work, mandate: { provider: string; mandateId: string }): Promise<void> {
  const toldUntil = await now()
  await convergeMandate({
    ...mandate,
    finish: async (tx, { known, again }) => {
      const subject = `subscription:${work.subject}`
      const outcome = known ? 'processed' : 'ignored'
      await endDeliveries(tx, { subject, outcome, toldUntil, at: await now() })
      await finishWork(tx, work, again ? { again } : {})
    },
  })
}

/** A bill whose purchase is fulfilled says nothing new, unless money came back since. */
async function hasNews(
  tx: Transaction,
  options: { purchaseId: string; order: ProviderOrder },
): Promise<boolean> {
  const { status } = await tx.purchase.findUniqueOrThrow({ where: { id: options.purchaseId } })
  return status !== 'fulfilled' || options.order.payments.some((payment) => payment.refunds.length > 0)
}
