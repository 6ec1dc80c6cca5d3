import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { finishWork, type Work } from '#lib/jobs/work.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import { findReference } from '#lib/payments/references.ts'
import { lockSubscription } from '#lib/subscriptions/lock-subscription.ts'
import { endDeliveries } from './end-deliveries.ts'
import { recordRenewal } from './record-renewal.ts'
import { settlePurchase } from './settle-purchase.ts'
import { syncAgreement } from './sync-agreement.ts'

/**
 * Work `converge-provider-subscription` (subject `provider:subscription`): brings us in line with what a provider says
 * about a subscription now: every bill that is a purchase is settled, a regular bill becomes one, and its period and
 * standing are written down. A message about it is only the reason to look (invariant 8).
 */
export async function convergeProviderSubscription(work: Work): Promise<void> {
  const [provider = '', externalId = ''] = work.subject.split(':')
  const known = await findReference(database(), { provider, kind: 'subscription', externalId })
  const toldUntil = await now()
  const state = known
    ? await paymentProvider(provider).subscriptionBilling?.readSubscription(externalId)
    : null
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
        if (!purchase) continue
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
    await finishWork(tx, work)
  })
}
