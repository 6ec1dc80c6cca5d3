import { toDate, toInstant } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { loadStanding } from '#lib/entitlements/load-standing.ts'
import { issueInvoice } from '#lib/invoices/issue-invoice.ts'
import { grantTerm } from '#lib/subscriptions/grant-term.ts'
import { type HeldPeriod, heldPeriod } from './fulfilment-rules.ts'
import { findRefusal } from './quote-rules.ts'
import { sendReceipt } from './send-receipt.ts'

/**
 * Hands over what a purchase paid for: terms on the lines, the invoice, the receipt. The subscription and the
 * purchase must be locked by this transaction.
 *
 * With `onlyIfAllowed`, a purchase that came too late is checked against what is held by now; answers the reason when
 * it may not be held any more, and then has changed nothing. Null when it is fulfilled.
 */
export async function fulfilPurchase(
  tx: Transaction,
  options: { purchaseId: string; now: Temporal.Instant; onlyIfAllowed?: boolean },
): Promise<{ refusal: string } | null> {
  const { now } = options
  const purchase = await loadPurchase(tx, options.purchaseId)
  const { family } = purchase.subscription
  const { timeZone } = family.issuer
  const planned = purchase.quote.lines.map((line) => ({
    line,
    period: heldPeriod({ line: withInstants(line), intervalMonths: line.intervalMonths, at: now, timeZone }),
  }))
  const refusal = await findObstacle(tx, {
    purchase,
    planned,
    now,
    onlyIfAllowed: options.onlyIfAllowed ?? false,
  })
  if (refusal) return { refusal }

  const held = planned.flatMap(({ line, period }) =>
    period && line.addonId ? [{ line, period, addonId: line.addonId }] : [],
  )
  for (const { line, period, addonId } of held) {
    await grantTerm(tx, {
      subscriptionId: purchase.subscriptionId,
      customerId: purchase.customerId,
      addonId,
      quantity: line.quantity,
      unitAmountMinor: line.unitAmountMinor,
      currency: purchase.currency,
      ...period,
      purchaseId: purchase.id,
      quoteLineId: line.id,
      now,
    })
  }
  const at = toDate(now)
  const paidAt = purchase.amountMinor > 0n ? { paidAt: at } : {}
  await tx.purchase.update({
    where: { id: purchase.id },
    data: { status: 'fulfilled', reason: null, fulfilledAt: at, closedAt: at, updatedAt: at, ...paidAt },
  })
  const invoice =
    purchase.amountMinor > 0n
      ? await invoicePurchase(tx, { purchase, held, issuerId: family.issuer.id, now })
      : null
  await sendReceipt(tx, { purchase, invoiceNumber: invoice?.number ?? null, now })
  return null
}

type LoadedPurchase = Awaited<ReturnType<typeof loadPurchase>>
type LoadedLine = LoadedPurchase['quote']['lines'][number]

async function loadPurchase(tx: Transaction, purchaseId: string) {
  return tx.purchase.findUniqueOrThrow({
    where: { id: purchaseId },
    include: {
      user: true,
      quote: { include: { lines: { orderBy: { position: 'asc' } } } },
      subscription: { include: { family: { include: { issuer: true } } } },
    },
  })
}

function withInstants(line: LoadedLine) {
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
    purchase: LoadedPurchase
    planned: { line: LoadedLine; period: HeldPeriod | null }[]
    now: Temporal.Instant
    onlyIfAllowed: boolean
  },
): Promise<string | null> {
  const { purchase, planned, now } = options
  if (planned.some(({ period }) => period === null)) return 'The period this paid for is over'
  if (!options.onlyIfAllowed) return null
  const familyCode = purchase.subscription.family.code
  const loaded = await loadStanding(tx, {
    customerId: purchase.customerId,
    familyCode,
    at: now,
    ended: true,
  })
  if (!loaded) throw new Error(`no family behind purchase ${purchase.id}`)
  // Its own reservation, if it still has one, does not stand in its way; those of others do.
  const pending = loaded.holdings.pending.filter((open) => open.purchaseId !== purchase.id)
  const standing = { ...loaded, holdings: { ...loaded.holdings, pending } }
  for (const { line, period } of planned) {
    const addon = standing.catalog.addons.find((found) => found.id === line.addonId)
    if (!addon) throw new Error(`quote line ${line.id} has no add-on`)
    const refusal = findRefusal({
      standing,
      at: now,
      action: line.action,
      addon,
      line: period,
      quantity: line.quantity,
    })
    if (refusal) return refusal.reason
  }
  return null
}

async function invoicePurchase(
  tx: Transaction,
  options: {
    purchase: LoadedPurchase
    held: { line: LoadedLine; period: HeldPeriod; addonId: string }[]
    issuerId: string
    now: Temporal.Instant
  },
) {
  const { purchase, issuerId, now } = options
  return issueInvoice(tx, {
    issuerId,
    customerId: purchase.customerId,
    purchaseId: purchase.id,
    currency: purchase.currency,
    lines: options.held.map(({ line, period, addonId }) => ({
      addonId,
      description: line.description,
      quantity: line.quantity,
      unitAmountMinor: line.unitAmountMinor,
      amountMinor: line.amountMinor,
      periodStart: period.periodStartsAt,
      periodEnd: period.endsAt,
    })),
    now,
  })
}
