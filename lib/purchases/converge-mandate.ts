import { latest, toInstant } from '#lib/calendar/instants.ts'
import { database, type Transaction } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import type { MandateCharge, Mandates, ProviderMandate } from '#lib/payments/mandates.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import { findExternalId, findReference } from '#lib/payments/references.ts'
import { lockSubscription } from '#lib/subscriptions/lock-subscription.ts'
import { closePurchase } from './close-purchase.ts'
import { readProviderTruth } from './read-provider-truth.ts'
import { recordMandateCharge } from './record-mandate-charge.ts'
import { settlePurchase } from './settle-purchase.ts'
import { AFTER_RENEWAL } from './sync-agreement.ts'
import { syncMandate } from './sync-mandate.ts'

/** Nobody has approved it yet: a message that it was may be lost. */
const LOOK_AGAIN = { minutes: 5 }

type Converge = {
  provider: string
  mandateId: string
  endedHere?: boolean
  /** What else belongs into the commit; `again` is when to look next, in case its messages are lost. */
  finish?: (tx: Transaction, looked: { known: boolean; again: Temporal.Instant | null }) => Promise<void>
}

/**
 * Brings us in line with what a provider says about an approval now: every charge of it is a purchase, and settled;
 * its standing is written down. Whoever looked earlier does not write over whoever looked later: then it is looked at
 * once more. Throws a ProviderError.
 */
export async function convergeMandate(options: Converge): Promise<void> {
  const { provider, mandateId, finish } = options
  const { mandates } = paymentProvider(provider)
  for (;;) {
    const agreement = await findAgreement(options)
    if (!mandates || !agreement) return convergeFirstCharge(options)
    const state = await mandates.read(mandateId, {
      since: toInstant(agreement.periodStartsAt ?? agreement.createdAt),
    })
    if (!state) throw new Error(`${provider} knows nothing of approval ${agreement.id}`)
    if (agreement.status === 'pending' && state.status === 'active') await endReplaced(mandates, agreement)
    const at = await now()
    const written = await transaction(async (tx) => {
      await lockSubscription(tx, agreement.subscriptionId)
      const { revision } = await tx.billingAgreement.findUniqueOrThrow({ where: { id: agreement.id } })
      if (revision !== agreement.revision) return false
      for (const charge of state.charges) {
        await settleCharge(tx, { agreementId: agreement.id, mandateId, charge, now: at })
      }
      const endedHere = options.endedHere ?? false
      await syncMandate(tx, { agreementId: agreement.id, state, endedHere, now: at })
      await finish?.(tx, { known: true, again: nextLook(state, at) })
      return true
    })
    if (written) return
  }
}

async function findAgreement({ provider, mandateId }: Converge) {
  const reference = { provider, kind: 'subscription', externalId: mandateId } as const
  const found = await findReference(database(), reference)
  return found && (await database().billingAgreement.findUniqueOrThrow({ where: { id: found.subjectId } }))
}

/** It is not ours to charge before its first charge has paid the purchase it was asked for. */
async function convergeFirstCharge({ provider, mandateId, finish }: Converge): Promise<void> {
  const purchase = await findReference(database(), { provider, kind: 'order', externalId: mandateId })
  const truth = purchase && (await readProviderTruth({ provider, orderId: mandateId }))
  const at = await now()
  await transaction(async (tx) => {
    if (truth) await settlePurchase(tx, { purchaseId: purchase.subjectId, ...truth, now: at })
    await finish?.(tx, { known: purchase !== null, again: null })
  })
}

/** What charged the line before ends at the provider first: nobody is charged twice. */
async function endReplaced(mandates: Mandates, agreement: { id: string; lineId: string | null }) {
  const others = await database().billingAgreement.findMany({
    where: { lineId: agreement.lineId, id: { not: agreement.id }, status: { not: 'canceled' } },
  })
  for (const { id } of agreement.lineId ? others : []) {
    const known = { kind: 'subscription', subject: 'agreement', subjectId: id } as const
    const mandateId = await findExternalId(database(), known)
    if (mandateId) await mandates.cancel(mandateId)
  }
}

async function settleCharge(
  tx: Transaction,
  options: {
    agreementId: string
    mandateId: string
    charge: MandateCharge
    now: Temporal.Instant
  },
) {
  const { mandateId, charge, now: at } = options
  const purchase = await recordMandateCharge(tx, options)
  if (!purchase) return
  const { status } = await tx.purchase.findUniqueOrThrow({ where: { id: purchase.purchaseId } })
  const moneyBack = charge.payments.some((payment) => payment.refunds.length > 0)
  if (status === 'fulfilled' && !moneyBack) return
  const isPaid = charge.payments.some((payment) => payment.status === 'captured')
  if (charge.status === 'void' && !isPaid) {
    const reason = 'the provider called it off'
    return closePurchase(tx, { ...purchase, status: 'expired', reason, now: at })
  }
  const { amountMinor, currency, payments } = charge
  const order = { orderId: charge.orderId, reference: null, amountMinor, currency, payments }
  await settlePurchase(tx, {
    ...purchase,
    order: { ...order, bill: null, mandateId },
    subscription: null,
    now: at,
  })
}

function nextLook(state: ProviderMandate, at: Temporal.Instant): Temporal.Instant | null {
  if (state.status === 'canceled' || state.status === 'completed') return null
  if (state.status === 'pending') return at.add(LOOK_AGAIN)
  return latest(at, state.nextChargeAt ?? at.add({ hours: 24 })).add(AFTER_RENEWAL)
}
