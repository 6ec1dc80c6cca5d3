import { database } from '#lib/db/client.ts'
import { transaction } from '#lib/db/transaction.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { ProviderError } from '#lib/payments/provider.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import { findExternalId } from '#lib/payments/references.ts'
import type { PurchaseStatus } from '#lib/purchases/purchase-rules.ts'
import { serializeHandOff } from '#lib/purchases/serialize-hand-off.ts'
import type { InvoiceOrder } from '#prisma/generated/client.ts'
import { beginOrder } from './begin-order.ts'
import { findWaysToPay } from './find-ways-to-pay.ts'
import { lookAtOrder } from './look-at-order.ts'
import { openOrder } from './open-order.ts'
import { isUnderWay } from './order-rules.ts'
import type { PayInvoiceResponse } from './schemas.ts'
import { settleInvoiceOrder } from './settle-invoice-order.ts'

/**
 * Pays an unpaid invoice: leads its customer to the page on which it is paid, or charges what is saved, once. Doing it
 * again leads to the same page, or is the same charge; what was paid meanwhile, in either way, counts first, so that
 * nobody is asked twice. A bank that wants to ask about a charge has a page, too.
 *
 * Throws what `beginOrder` and `openOrder` throw; when nothing was taken `payment_declined`, or `payment_superseded`
 * where the invoice was paid in another way or changed at the same moment.
 */
export async function payInvoice(options: {
  invoiceId: string
  customerId: string
  userId: string
  /** To charge what is saved; otherwise, and when nothing is, it is paid on a page. */
  savedMethod?: boolean
  now: Temporal.Instant
}): Promise<PayInvoiceResponse> {
  const { invoiceId, customerId, savedMethod = false, now } = options
  const chargesSaved = savedMethod && (await findWaysToPay({ invoiceId, customerId })).saved !== null
  const open = await findOpen({ invoiceId, customerId, chargesSaved })
  const before = open && (await reached(() => lookAtOrder({ invoiceOrderId: open.id })))
  if (open && before && isEnough(before)) return answer(open, before)
  // It was declined while this click waited: trying again is another click.
  if (open?.chargesSaved && chargesSaved && before?.status === 'failed') return answerCharge(open.id, now)
  const { id: invoiceOrderId } = await transaction((tx) => beginOrder(tx, { ...options, chargesSaved }))
  const standing = chargesSaved
    ? await reached(() => lookAtOrder({ invoiceOrderId }))
    : await lookAtPage(invoiceOrderId, now)
  const order = await load(invoiceOrderId)
  if (isEnough(standing)) return answer(order, standing)
  if (chargesSaved) return answerCharge(order.id, now)
  // A page of the bank's that is left must not take the money a second time.
  if (open) await reached(() => lookAtOrder({ invoiceOrderId: open.id }))
  return openPage(order, now)
}

const load = (id: string) => database().invoiceOrder.findUniqueOrThrow({ where: { id } })

/** What is open and has to be looked at first: a charge, whose answer may have been lost, or a page that is left. */
function findOpen({
  chargesSaved,
  ...invoice
}: {
  invoiceId: string
  customerId: string
  chargesSaved: boolean
}) {
  return database().invoiceOrder.findFirst({
    where: { ...invoice, status: 'pending', ...(chargesSaved ? {} : { chargesSaved: true }) },
  })
}

type Standing = { status: PurchaseStatus; waits: boolean }

/** It is paid, or will be: no page is needed. */
function isEnough({ status, waits }: Standing): boolean {
  return status === 'fulfilled' || status === 'paid' || status === 'refunded' || waits
}

function answer(
  { amountMinor, currency }: InvoiceOrder,
  { status }: Pick<Standing, 'status'>,
): PayInvoiceResponse {
  const asked = { amountMinor: amountMinor.toString(), currency, handOff: null }
  return { ...asked, status: status === 'fulfilled' ? 'paid' : 'in_flight' }
}

/** What is settled counts: a payment that only waits for a bank is left to it. */
async function lookAtPage(invoiceOrderId: string, now: Temporal.Instant): Promise<Standing> {
  const known = { kind: 'order', subject: 'invoice_order', subjectId: invoiceOrderId } as const
  const orderId = await findExternalId(database(), known)
  if (orderId === null) return { status: 'pending', waits: false }
  const { provider } = await load(invoiceOrderId)
  const order = await reached(() => paymentProvider(provider).readOrder(orderId))
  const { status } = await transaction((tx) => settleInvoiceOrder(tx, { invoiceOrderId, order, now }))
  return { status, waits: isUnderWay(order) }
}

async function answerCharge(id: string, now: Temporal.Instant): Promise<PayInvoiceResponse> {
  const order = await load(id)
  const { status, payUrl, reason } = order
  if (status === 'pending') return payUrl === null ? answer(order, order) : openPage(order, now)
  if (status === 'canceled' || status === 'superseded') {
    const because = status === 'canceled' ? reason : 'it is being paid in another window'
    const detail = `Nothing was charged: ${because}.`
    throw new DomainError({ kind: 'conflict', code: 'payment_superseded', detail })
  }
  const because = (reason ?? 'it was declined').replace(/\.$/, '')
  const detail = `The payment did not go through: ${because}. Nothing was charged.`
  throw new DomainError({ kind: 'payment_required', code: 'payment_declined', detail })
}

async function openPage(
  { id, amountMinor, currency }: InvoiceOrder,
  now: Temporal.Instant,
): Promise<PayInvoiceResponse> {
  const handOff = await openOrder({ invoiceOrderId: id, now })
  return {
    amountMinor: amountMinor.toString(),
    currency,
    status: 'open',
    handOff: serializeHandOff(handOff),
  }
}

/** Nobody knows whether it was paid: it is found out. */
async function reached<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
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
