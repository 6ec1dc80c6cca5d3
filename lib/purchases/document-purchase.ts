import type { Transaction } from '#lib/db/client.ts'
import { creditInvoices } from '#lib/invoices/credit-invoices.ts'
import { type InvoiceLineInput, issueInvoice } from '#lib/invoices/issue-invoice.ts'
import type { BillLine, ProviderBill } from '#lib/payments/subscription-billing.ts'
import type { FulfilledLine, FulfilledPurchase } from './load-paid-purchase.ts'

/**
 * The document of a fulfilled purchase: an invoice of what was charged, with a provider's lines word for word, or, for
 * a change that gives credit, credit notes on the invoices that what is gone was paid on. Null when nothing is owed
 * either way.
 */
export async function documentPurchase(
  tx: Transaction,
  options: {
    purchase: FulfilledPurchase
    lines: readonly FulfilledLine[]
    bill: ProviderBill | null
    creditedPurchaseIds: string[]
    now: Temporal.Instant
  },
): Promise<{ id: string; number: string } | null> {
  const { purchase, bill, now } = options
  const { customerId, amountMinor } = purchase
  if (amountMinor < 0n) {
    await creditInvoices(tx, {
      customerId,
      purchaseIds: options.creditedPurchaseIds,
      amountMinor: -amountMinor,
      reason: purchase.quote.lines.map((line) => line.description).join(', '),
      now,
    })
    return null
  }
  if (amountMinor === 0n) return null
  const { family } = purchase.subscription
  return issueInvoice(tx, {
    issuerId: family.issuer.id,
    customerId,
    familyId: family.id,
    purchaseId: purchase.id,
    type: 'add_on',
    currency: purchase.currency,
    // Whatever the price list says: what was charged is the total, and its tax is in it.
    pricesIncludeTax: true,
    lines: bill
      ? await billLines(tx, { provider: purchase.provider, lines: bill.lines })
      : options.lines.map(ownLine),
    now,
  })
}

function ownLine({ line, period }: FulfilledLine): InvoiceLineInput {
  return {
    addonId: line.addonId,
    planId: line.planId,
    description: line.description,
    quantity: line.quantity,
    unitAmountMinor: line.unitAmountMinor,
    amountMinor: line.amountMinor,
    periodStart: period.periodStartsAt,
    periodEnd: period.endsAt,
  }
}

async function billLines(
  tx: Transaction,
  options: { provider: string; lines: readonly BillLine[] },
): Promise<InvoiceLineInput[]> {
  const externalIds = options.lines.flatMap((line) => line.priceId ?? [])
  const references = await tx.providerReference.findMany({
    where: { provider: options.provider, kind: 'price', externalId: { in: externalIds } },
  })
  const prices = await tx.price.findMany({
    where: { id: { in: references.map((found) => found.subjectId) } },
  })
  const ownerOf = new Map(
    references.map((found) => [found.externalId, prices.find((price) => price.id === found.subjectId)]),
  )
  return options.lines.map((line) => {
    const owner = line.priceId === null ? undefined : ownerOf.get(line.priceId)
    return {
      addonId: owner?.addonId ?? null,
      planId: owner?.planId ?? null,
      description: line.description,
      quantity: line.quantity,
      unitAmountMinor: line.unitAmountMinor,
      amountMinor: line.amountMinor,
      providerTaxMinor: line.taxMinor,
      periodStart: line.startsAt,
      periodEnd: line.endsAt,
    }
  })
}
