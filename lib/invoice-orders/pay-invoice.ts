import { database } from '#lib/db/client.ts'
import { transaction } from '#lib/db/transaction.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { ProviderError, type ProviderOrder } from '#lib/payments/provider.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import { findExternalId } from '#lib/payments/references.ts'
import { serializeHandOff } from '#lib/purchases/serialize-hand-off.ts'
import { beginOrder } from './begin-order.ts'
import { openOrder } from './open-order.ts'
import type { PayInvoiceResponse } from './schemas.ts'
import { settleInvoiceOrder } from './settle-invoice-order.ts'

/**
 * Leads a customer to the page on which an unpaid invoice is paid. Doing it again leads to the same page; what was paid
 * there meanwhile counts first, so that nobody is asked twice. Throws what `beginOrder` and `openOrder` throw.
 */
export async function payInvoice(options: {
  invoiceId: string
  customerId: string
  userId: string
  now: Temporal.Instant
}): Promise<PayInvoiceResponse> {
  const { now } = options
  const { id: invoiceOrderId } = await transaction((tx) => beginOrder(tx, options))
  const order = await readOrder(invoiceOrderId)
  const { status } = order
    ? await transaction((tx) => settleInvoiceOrder(tx, { invoiceOrderId, order, now }))
    : { status: 'pending' }
  const { amountMinor, currency } = await database().invoiceOrder.findUniqueOrThrow({
    where: { id: invoiceOrderId },
  })
  const asked = { amountMinor: amountMinor.toString(), currency, handOff: null }
  if (status !== 'pending') return { ...asked, status: status === 'fulfilled' ? 'paid' : 'in_flight' }
  const waits = order?.payments.some(({ status }) => status === 'authorized' || status === 'pending')
  if (waits) return { ...asked, status: 'in_flight' }
  const handOff = await openOrder({ invoiceOrderId, now })
  return { ...asked, status: 'open', handOff: serializeHandOff(handOff) }
}

/** What the provider says of an order that was opened before; null: it was not. */
async function readOrder(invoiceOrderId: string): Promise<ProviderOrder | null> {
  const known = { kind: 'order', subject: 'invoice_order', subjectId: invoiceOrderId } as const
  const orderId = await findExternalId(database(), known)
  if (orderId === null) return null
  const { provider } = await database().invoiceOrder.findUniqueOrThrow({ where: { id: invoiceOrderId } })
  try {
    return await paymentProvider(provider).readOrder(orderId)
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    throw new DomainError({
      kind: 'unavailable',
      code: 'payment_provider_unavailable',
      detail:
        'The payment provider does not answer. If you have paid, the invoice follows as soon as it does.',
      cause: error,
    })
  }
}
