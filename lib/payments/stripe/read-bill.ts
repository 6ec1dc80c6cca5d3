import type Stripe from 'stripe'
import type { ProviderOrder } from '../provider.ts'
import type { BillLine, ProviderBill } from '../subscription-billing.ts'
import { call } from './call.ts'
import { idOf } from './id-of.ts'
import { readPayment } from './read-payment.ts'

export type BilledOrder = ProviderOrder & { bill: ProviderBill }

/** An invoice of Stripe's, with every payment that was tried on it. */
export async function readBill(stripe: Stripe, invoiceId: string): Promise<BilledOrder> {
  const invoice = await call(() => stripe.invoices.retrieve(invoiceId, { expand: ['payments'] }))
  return toBill(stripe, invoice)
}

/** As `readBill`, of an invoice that was read already. */
export async function toBill(stripe: Stripe, invoice: Stripe.Invoice): Promise<BilledOrder> {
  const paid = await readPaid(stripe, invoice)
  const intents = paid.flatMap(({ payment }) => idOf(payment.payment_intent) ?? [])
  const payments = await Promise.all(intents.map((id) => readPayment(stripe, id)))
  return {
    orderId: invoice.id,
    reference: invoice.metadata?.reference ?? null,
    amountMinor: BigInt(invoice.total),
    currency: invoice.currency.toUpperCase(),
    payments: payments.filter((payment) => payment !== null),
    bill: {
      status: statusOf(invoice.status),
      reason: reasonOf(invoice.billing_reason),
      subscriptionId: idOf(invoice.parent?.subscription_details?.subscription),
      lines: await readLines(stripe, invoice),
      balanceAppliedMinor: balanceApplied(invoice),
      payUrl: invoice.status === 'open' ? (invoice.hosted_invoice_url ?? null) : null,
      createdAt: Temporal.Instant.fromEpochMilliseconds(invoice.created * 1000),
    },
  }
}

/** What of a bill the payer's credit balance pays. */
export function balanceApplied(invoice: { total: number; amount_due: number }): bigint {
  return BigInt(Math.min(Math.max(invoice.total, 0), Math.max(0, invoice.total - invoice.amount_due)))
}

/** A line as Stripe words and prices it. */
export function toLine(line: Stripe.InvoiceLineItem): BillLine {
  const item = line.parent?.subscription_item_details
  const isProration = item?.proration ?? line.parent?.invoice_item_details?.proration ?? false
  const quantity = line.quantity ?? 1
  const unit = line.pricing?.unit_amount_decimal
  return {
    itemId: item?.subscription_item ?? null,
    priceId: idOf(line.pricing?.price_details?.price),
    description: line.description ?? '',
    quantity,
    unitAmountMinor: unit ? BigInt(Math.round(Number(unit.toString()))) : BigInt(line.amount),
    amountMinor: BigInt(line.amount),
    taxMinor: BigInt((line.taxes ?? []).reduce((sum, tax) => sum + tax.amount, 0)),
    isProration,
    startsAt: Temporal.Instant.fromEpochMilliseconds(line.period.start * 1000),
    endsAt: Temporal.Instant.fromEpochMilliseconds(line.period.end * 1000),
  }
}

async function readPaid(stripe: Stripe, invoice: Stripe.Invoice): Promise<Stripe.InvoicePayment[]> {
  if (invoice.payments && !invoice.payments.has_more) return invoice.payments.data
  return (await call(() => stripe.invoicePayments.list({ invoice: invoice.id, limit: 100 }))).data
}

async function readLines(stripe: Stripe, invoice: Stripe.Invoice): Promise<BillLine[]> {
  if (!invoice.lines.has_more) return invoice.lines.data.map(toLine)
  const all = await call(() => stripe.invoices.listLineItems(invoice.id, { limit: 100 }))
  return all.data.map(toLine)
}

function statusOf(status: string | null): ProviderBill['status'] {
  switch (status) {
    case 'open':
    case 'paid':
    case 'void':
    case 'uncollectible':
      return status
    default:
      return 'draft'
  }
}

function reasonOf(reason: string | null): ProviderBill['reason'] {
  switch (reason) {
    case 'subscription_create':
      return 'start'
    case 'subscription_update':
      return 'change'
    case 'subscription_cycle':
      return 'renewal'
    default:
      return 'other'
  }
}
