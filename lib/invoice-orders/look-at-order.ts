import { toInstant } from '#lib/calendar/instants.ts'
import { database, type Transaction } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { lockInvoice } from '#lib/invoices/lock-invoice.ts'
import type { ProviderOrder } from '#lib/payments/provider.ts'
import { findExternalId } from '#lib/payments/references.ts'
import { isPayable, isUnpaid, type PurchaseStatus } from '#lib/purchases/purchase-rules.ts'
import { nothingPaid, readAndCapture } from '#lib/purchases/read-and-capture.ts'
import type { InvoiceOrder } from '#prisma/generated/client.ts'
import { chargeOrder } from './charge-order.ts'
import { closeOrder } from './close-order.ts'
import { whyNotPaying } from './due-rules.ts'
import { isUnderWay } from './order-rules.ts'
import { settleInvoiceOrder } from './settle-invoice-order.ts'

/**
 * Asks the provider about an invoice's payment, ends what is over here also there, and settles what it says. What is
 * to be charged to a saved method is charged, or found. Throws a ProviderError.
 *
 * @param options.settled more to do in the transaction that settles
 * @returns waits: a payment of it is still under way at a bank
 */
export async function lookAtOrder(options: {
  invoiceOrderId: string
  settled?: (tx: Transaction, status: PurchaseStatus, at: Temporal.Instant) => Promise<void>
}): Promise<{ status: PurchaseStatus; waits: boolean }> {
  const { invoiceOrderId } = options
  const order = await askProvider(invoiceOrderId)
  const at = await now()
  return transaction(async (tx) => {
    const { status } = await settleInvoiceOrder(tx, { invoiceOrderId, order, now: at })
    await options.settled?.(tx, status, at)
    return { status, waits: isUnderWay(order) }
  })
}

async function askProvider(id: string): Promise<ProviderOrder> {
  const asked = await database().invoiceOrder.findUniqueOrThrow({ where: { id } })
  const known = await findExternalId(database(), { kind: 'order', subject: 'invoice_order', subjectId: id })
  const isCharge = known === null && asked.chargesSaved && isUnpaid(asked.status)
  const orderId = isCharge ? await charge(asked) : known
  // A charge that was refused has closed it.
  const { status } = isCharge ? await database().invoiceOrder.findUniqueOrThrow({ where: { id } }) : asked
  const { order } =
    orderId === null ? nothingPaid(asked) : await readAndCapture({ ...asked, status, orderId })
  return order
}

async function charge(asked: InvoiceOrder): Promise<string | null> {
  const at = await now()
  return chargeOrder({ invoiceOrderId: asked.id, isWanted: await isWanted(asked, at), now: at })
}

/** While it is open, and nothing that asked for the invoice before has paid it, or still may. */
async function isWanted(asked: InvoiceOrder, at: Temporal.Instant): Promise<boolean> {
  const { id, status, invoiceId, amountMinor, expiresAt } = asked
  if (!isPayable({ status, expiresAt: toInstant(expiresAt) }, at)) return false
  const because = (await earlierWaits(asked))
    ? 'another payment of it waits for the bank'
    : whyNotPaying(await transaction((tx) => lockInvoice(tx, invoiceId)), amountMinor)
  if (because === null) return true
  await closeOrder(database(), { id, status: 'canceled', reason: because, now: at })
  return false
}

/** Each order ends the one before it, so the newest is all there is to end. */
async function earlierWaits({ id, invoiceId }: InvoiceOrder): Promise<boolean> {
  const earlier = await database().invoiceOrder.findFirst({
    where: { invoiceId, id: { not: id }, status: { in: ['superseded', 'expired'] } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { id: true },
  })
  return earlier !== null && (await lookAtOrder({ invoiceOrderId: earlier.id })).waits
}
