import { recordAudit } from '#lib/audit/record-audit.ts'
import { toDate, toInstant } from '#lib/calendar/instants.ts'
import type { Period } from '#lib/calendar/periods.ts'
import type { Transaction } from '#lib/db/client.ts'
import { findKnownRefunds } from '#lib/payments/find-known-refunds.ts'
import type { ProviderOrder, ProviderPayment } from '#lib/payments/provider.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import { recordPayment } from '#lib/payments/record-payment.ts'
import { findExternalId } from '#lib/payments/references.ts'
import { lockSubscription } from '#lib/subscriptions/lock-subscription.ts'
import { beginMandate } from './begin-mandate.ts'
import { billedPeriod } from './billed-period-rules.ts'
import { fulfilPurchase } from './fulfil-purchase.ts'
import { giveBackPayment, SURPLUS_REASONS } from './give-back-payment.ts'
import { keepMethod } from './keep-method.ts'
import type { PurchaseStatus } from './purchase-rules.ts'
import type { ProviderTruth } from './read-provider-truth.ts'
import { recordRefund } from './record-refund.ts'
import { sendRefundNotice } from './send-refund-notice.ts'
import { sendRenewalTrouble } from './send-renewal-trouble.ts'
import { decideSettlement, type GiveBack, isDeclined, withKnownRefunds } from './settlement-rules.ts'
import { syncAgreement } from './sync-agreement.ts'

/**
 * Brings a purchase in line with what the provider says about its order: the one place where the return page, the
 * webhook and the reconciler end (invariant 4). Repeating it, in any order and at the same time, changes nothing more.
 * The provider was asked before; this only reads and writes the database.
 */
export async function settlePurchase(
  tx: Transaction,
  options: ProviderTruth & { purchaseId: string; now: Temporal.Instant },
): Promise<{ status: PurchaseStatus }> {
  const { order, subscription, now } = options
  const purchase = await lockPurchase(tx, options.purchaseId)
  const description = purchase.quote.lines.map((line) => line.paidFor).join(', ')
  const ids = new Map<string, string>()
  for (const payment of order.payments) {
    const { provider, customerId } = purchase
    const recorded = { provider, payment, purchaseId: purchase.id, customerId, description, now }
    ids.set(payment.paymentId, (await recordPayment(tx, recorded)).paymentId)
  }

  const settlement = decideSettlement({
    purchase: { ...purchase, expiresAt: toInstant(purchase.expiresAt) },
    order: withKnownRefunds(order, await findKnownRefunds(tx, { ids })),
    payingId: await findPayingId(tx, purchase),
    at: now,
  })
  const step = { purchase, ids, now }
  await noteBill(tx, { ...step, order })
  if (subscription) await syncAgreement(tx, { ...purchase, state: subscription, now })
  if (settlement.next === 'fulfil' || settlement.next === 'fulfil_if_allowed') {
    const late = settlement.next === 'fulfil_if_allowed'
    await takePayment(tx, { ...step, ...options, payment: settlement.paidBy, late })
  }
  for (const surplus of settlement.giveBack) await giveBack(tx, { ...step, ...surplus })
  const declined = settlement.next === 'nothing' && isDeclined(purchase, order)
  if (settlement.next === 'close_unpaid' || declined) await closeUnpaid(tx, { ...step, order })
  for (const payment of order.payments) {
    for (const refund of payment.refunds) {
      const paymentId = ids.get(payment.paymentId)
      if (paymentId) await recordRefund(tx, { provider: purchase.provider, paymentId, refund, now })
    }
  }
  const { status } = await tx.purchase.findUniqueOrThrow({ where: { id: purchase.id } })
  return { status }
}

type LockedPurchase = Awaited<ReturnType<typeof lockPurchase>>
type Step = { purchase: LockedPurchase; ids: ReadonlyMap<string, string>; now: Temporal.Instant }

/** The subscription first, then the purchase: everybody locks in this order. */
async function lockPurchase(tx: Transaction, purchaseId: string) {
  const { subscriptionId } = await tx.purchase.findUniqueOrThrow({ where: { id: purchaseId } })
  await lockSubscription(tx, subscriptionId)
  await tx.$queryRaw`SELECT 1 FROM purchases WHERE id = ${purchaseId}::uuid FOR UPDATE`
  const purchase = await tx.purchase.findUniqueOrThrow({
    where: { id: purchaseId },
    include: { quote: { include: { lines: { orderBy: { position: 'asc' } } } } },
  })
  const addonIds = purchase.quote.lines.flatMap((line) => (line.addonId ? [line.addonId] : []))
  const addons = await tx.addon.findMany({ where: { id: { in: addonIds } } })
  const named = purchase.quote.lines.map((line) => {
    const addon = addons.find((found) => found.id === line.addonId)
    // The seed's words for an add-on (S0.9).
    return { ...line, paidFor: addon ? `Add-on: ${addon.name} × ${line.quantity}` : line.description }
  })
  return { ...purchase, quote: { ...purchase.quote, lines: named } }
}

async function findPayingId(tx: Transaction, { paidByPaymentId }: LockedPurchase): Promise<string | null> {
  if (paidByPaymentId === null) return null
  return findExternalId(tx, { kind: 'payment', subject: 'payment', subjectId: paidByPaymentId })
}

async function takePayment(
  tx: Transaction,
  options: Step & ProviderTruth & { payment: ProviderPayment | null; late: boolean },
) {
  const { purchase, payment, late, order, now } = options
  const paidByPaymentId = payment ? (options.ids.get(payment.paymentId) ?? null) : null
  const at = toDate(now)
  const period = order.bill ? billedPeriod(order.bill, options.subscription) : chargedPeriod(order)
  await tx.purchase.update({
    where: { id: purchase.id },
    data: {
      paidByPaymentId,
      paidAt: at,
      payUrl: null,
      updatedAt: at,
      ...(period ? { periodStartsAt: toDate(period.start), periodEndsAt: toDate(period.end) } : {}),
    },
  })
  const fulfilling = { purchaseId: purchase.id, bill: order.bill, now, onlyIfAllowed: late }
  const obstacle = await fulfilPurchase(tx, fulfilling)
  if (!obstacle) {
    const { mandates } = paymentProvider(purchase.provider)
    if (purchase.quote.autoRenew && mandates) await beginMandate(tx, { purchase, order, now })
    if (!purchase.chargesSaved) await keepMethod(tx, { purchase, now })
    return
  }
  await tx.purchase.update({
    where: { id: purchase.id },
    data: { status: 'paid', reason: obstacle.refusal, updatedAt: at },
  })
  if (payment) await giveBack(tx, { ...options, payment, reason: 'too_late', because: obstacle.refusal })
  await sendRefundNotice(tx, { purchaseId: purchase.id, because: obstacle.refusal, now })
}

function chargedPeriod({ firstCharge }: ProviderOrder): Period | null {
  return firstCharge ? { start: firstCharge.startsAt, end: firstCharge.endsAt } : null
}

/**
 * What the provider bills is what a purchase costs. It was quoted by the provider itself, so a difference is written
 * down for people to look at (invariant 3).
 */
async function noteBill(tx: Transaction, options: Step & { order: ProviderOrder }) {
  const { purchase, order, now } = options
  const { bill } = order
  if (!bill || purchase.fulfilledAt !== null) return
  const at = toDate(now)
  if (order.amountMinor !== purchase.amountMinor) {
    await recordAudit(tx, {
      actor: 'system',
      action: 'charge.differs',
      subject: `purchase:${purchase.id}`,
      customerId: purchase.customerId,
      data: { quoted: purchase.amountMinor.toString(), billed: order.amountMinor.toString() },
      now,
    })
  }
  await tx.purchase.update({
    where: { id: purchase.id },
    data: {
      amountMinor: order.amountMinor,
      balanceMinor: bill.balanceAppliedMinor,
      payUrl: bill.payUrl,
      updatedAt: at,
    },
  })
}

async function giveBack(tx: Transaction, options: Step & GiveBack & { because?: string }) {
  const { purchase, payment, reason, because, now } = options
  const paymentId = options.ids.get(payment.paymentId)
  if (!paymentId) return
  const { id, customerId } = purchase
  const of = { customerId, paymentId, subject: { purchase: id } }
  await giveBackPayment(tx, { ...of, payment, reason: because ?? SURPLUS_REASONS[reason], now })
}

async function closeUnpaid(tx: Transaction, options: Step & { order: ProviderOrder }) {
  const { purchase, order, now } = options
  const failed = order.payments.findLast((payment) => payment.status === 'failed')
  const inFlight = order.payments.some(
    (payment) => payment.status === 'authorized' || payment.status === 'pending',
  )
  const at = toDate(now)
  await tx.purchase.update({
    where: { id: purchase.id },
    data: {
      status: failed && !inFlight ? 'failed' : 'expired',
      reason:
        failed && !inFlight ? (failed.failure?.description ?? 'the payment failed') : 'not paid in time',
      closedAt: at,
      updatedAt: at,
    },
  })
  const detail = failed?.failure?.description ?? null
  await sendRenewalTrouble(tx, { purchase, why: 'declined', detail, now })
}
