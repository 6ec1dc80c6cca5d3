import { toDate, toInstant } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { loadStanding } from '#lib/entitlements/load-standing.ts'
import type { ProviderBill } from '#lib/payments/subscription-billing.ts'
import { asPlanned } from './as-planned.ts'
import { documentPurchase } from './document-purchase.ts'
import { type HeldPeriod, heldPeriod, storedPeriod } from './fulfilment-rules.ts'

import { handOver } from './hand-over.ts'
import { type FulfilledLine, type FulfilledPurchase, loadPaidPurchase } from './load-paid-purchase.ts'
import { findRefusal } from './quote-rules.ts'
import { sendReceipt } from './send-receipt.ts'
import { whyNotRenewed } from './why-not-renewed.ts'

/**
 * Hands over what a purchase paid for: terms on the lines, the invoice or the credit note, the receipt. The
 * subscription and the purchase must be locked by this transaction.
 *
 * With `onlyIfAllowed`, a purchase that came too late is checked against what is held by now; answers the reason when
 * it may not be held any more, and then has changed nothing. Null when it is fulfilled.
 *
 * @param options.bill how the provider billed it; null where we ask for an amount ourselves
 */
export async function fulfilPurchase(
  tx: Transaction,
  options: {
    purchaseId: string
    bill: ProviderBill | null
    now: Temporal.Instant
    onlyIfAllowed?: boolean
  },
): Promise<{ refusal: string } | null> {
  const { bill, now } = options
  const purchase = await loadPaidPurchase(tx, options.purchaseId)
  const { timeZone } = purchase.subscription.family.issuer
  const billed = storedPeriod(purchase)
  const planned = purchase.quote.lines.map((line) => {
    const { intervalMonths } = line
    return {
      line,
      period: heldPeriod({ line: withInstants(line), intervalMonths, billed, at: now, timeZone }),
    }
  })
  const refusal = await findObstacle(tx, {
    purchase,
    planned,
    now,
    onlyIfAllowed: options.onlyIfAllowed ?? false,
  })
  if (refusal) return { refusal }

  const at = toDate(now)
  const paidAt = purchase.amountMinor > 0n ? { paidAt: at } : {}
  await tx.purchase.update({
    where: { id: purchase.id },
    data: { status: 'fulfilled', reason: null, fulfilledAt: at, closedAt: at, updatedAt: at, ...paidAt },
  })
  const lines = planned.flatMap(({ line, period }) => (period ? [{ line, period }] : []))
  const { creditedPurchaseIds } = await handOver(tx, {
    purchase,
    lines,
    renews: billed !== null,
    wholeBill: bill !== null,
    now,
  })
  const invoice = await documentPurchase(tx, { purchase, lines, bill, creditedPurchaseIds, now })
  await sendReceipt(tx, { purchase, invoice, now })
  return null
}

function withInstants(line: FulfilledLine['line']) {
  return {
    startsAt: toInstant(line.startsAt),
    endsAt: toInstant(line.endsAt),
    periodStartsAt: toInstant(line.periodStartsAt),
    billedDays: line.billedDays,
    periodDays: line.periodDays,
  }
}

async function findObstacle(
  tx: Transaction,
  options: {
    purchase: FulfilledPurchase
    planned: { line: FulfilledLine['line']; period: HeldPeriod | null }[]
    now: Temporal.Instant
    onlyIfAllowed: boolean
  },
): Promise<string | null> {
  const { purchase, planned, now } = options
  if (planned.some(({ period }) => period === null)) return 'The period this paid for is over'
  const over = await whyNotRenewed(tx, { renewsTermId: purchase.renewsTermId })
  if (over) return over
  if (!options.onlyIfAllowed) return null
  // A charge nobody wanted any more was written down as that.
  if (purchase.userId === null && purchase.status === 'canceled') return purchase.reason
  const familyCode = purchase.subscription.family.code
  const { customerId } = purchase
  const { apiKeyId } = purchase.subscription
  const loaded = await loadStanding(tx, { customerId, familyCode, apiKeyId, at: now, ended: true })
  if (!loaded) throw new Error(`no family behind purchase ${purchase.id}`)
  // Its own reservation, if it still has one, does not stand in its way; those of others do.
  const pending = loaded.holdings.pending.filter((open) => open.purchaseId !== purchase.id)
  const standing = { ...loaded, holdings: { ...loaded.holdings, pending } }
  const plan = purchase.quote.lines.find((line) => line.planId !== null && line.action === 'plan')
  const planCode = loaded.catalog.plans.find((found) => found.id === plan?.planId)?.code
  for (const { line, period } of planned) {
    const refusal = findRefusal({
      standing,
      at: now,
      line: asPlanned(line, standing),
      window: period,
      ...(planCode ? { planCode } : {}),
    })
    if (refusal) return refusal.reason
  }
  return null
}
