import type { DatabaseOrTransaction, Transaction } from '#lib/db/client.ts'
import { loadInvoice, type StoredInvoice } from '#lib/invoices/load-invoices.ts'
import { lockInvoice } from '#lib/invoices/lock-invoice.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import { lockSubscription } from '#lib/subscriptions/lock-subscription.ts'
import { findPayment, type InvoicePayment } from './find-payment.ts'

/** An invoice with what decides on where a credit of it can go. */
export type CreditStanding = {
  invoice: StoredInvoice
  payment: InvoicePayment | null
  /** Whether the customer's balance is kept here. */
  keepsBalance: boolean
}

/** Throws `invoice_not_found`. */
export async function loadCreditStanding(db: DatabaseOrTransaction, id: string): Promise<CreditStanding> {
  return standingOf(db, await loadInvoice(db, id))
}

/** As `loadCreditStanding`, locked in the one order: subscription, invoice. */
export async function lockCreditStanding(tx: Transaction, id: string): Promise<CreditStanding> {
  const { purchaseId } = await loadInvoice(tx, id)
  if (purchaseId !== null) {
    const { subscriptionId } = await tx.purchase.findUniqueOrThrow({ where: { id: purchaseId } })
    await lockSubscription(tx, subscriptionId)
  }
  return standingOf(tx, await lockInvoice(tx, id))
}

async function standingOf(db: DatabaseOrTransaction, invoice: StoredInvoice): Promise<CreditStanding> {
  const { id, purchaseId } = invoice
  const purchase = purchaseId && (await db.purchase.findUniqueOrThrow({ where: { id: purchaseId } }))
  return {
    invoice,
    payment: await findPayment(db, purchase ? purchase.paidByPaymentId : await findPayingOf(db, id)),
    keepsBalance: !purchase || paymentProvider(purchase.provider).subscriptionBilling === null,
  }
}

/** The payment of an invoice that was issued first and paid after. */
async function findPayingOf(db: DatabaseOrTransaction, invoiceId: string): Promise<string | null> {
  const paying = await db.invoiceOrder.findFirst({ where: { invoiceId, paidByPaymentId: { not: null } } })
  return paying?.paidByPaymentId ?? null
}
