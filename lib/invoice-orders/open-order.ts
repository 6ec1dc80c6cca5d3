import { toDate } from '#lib/calendar/instants.ts'
import { database } from '#lib/db/client.ts'
import { isUniqueViolation, transaction } from '#lib/db/transaction.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { type HandOff, ProviderError } from '#lib/payments/provider.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import { findExternalId } from '#lib/payments/references.ts'
import { closeOrder } from './close-order.ts'
import { invoiceUrlOf } from './invoice-url.ts'

/**
 * What the payer's browser needs to pay an order. It is made at the provider when it is not there yet, under its own
 * id, so that however many requests race, one is handed out. Throws `payment_provider_unavailable` (ask again) and
 * `payment_provider_refused`; then the order has failed.
 */
export async function openOrder(options: {
  invoiceOrderId: string
  now: Temporal.Instant
}): Promise<HandOff> {
  const asked = await load(options.invoiceOrderId)
  const { orderId, payUrl } = await ensureOrder(asked, options.now)
  if (payUrl !== null) return { kind: 'redirect', url: payUrl }
  const { amountMinor, currency, description, user, invoice } = asked
  const handOff = paymentProvider(asked.provider).handOff?.({
    orderId,
    amountMinor,
    currency,
    description,
    merchant: invoice.issuer.legalName,
    payer: { name: user.name, email: user.email },
  })
  if (!handOff) throw new Error(`the order ${asked.id} has no page to be paid on`)
  return handOff
}

async function load(id: string) {
  const found = await database().invoiceOrder.findUniqueOrThrow({
    where: { id },
    include: { user: true, invoice: { include: { issuer: true } } },
  })
  return { ...found, description: `Invoice ${found.invoice.number}` }
}

type Asked = Awaited<ReturnType<typeof load>>

async function ensureOrder(asked: Asked, now: Temporal.Instant) {
  const { provider, customerId, payUrl } = asked
  const known = { kind: 'order', subject: 'invoice_order', subjectId: asked.id } as const
  const existing = await findExternalId(database(), known)
  if (existing) return { orderId: existing, payUrl }
  const made = await askForOrder(asked, now)
  const data = { provider, externalId: made.orderId, customerId, createdAt: toDate(now), ...known }
  try {
    await transaction(async (tx) => {
      await tx.providerReference.create({ data })
      await tx.invoiceOrder.update({ where: { id: asked.id }, data: { payUrl: made.payUrl } })
    })
    return made
  } catch (error) {
    // A twin of this request was faster: its order is the one handed out, and this one is never shown.
    const winner = isUniqueViolation(error) ? await findExternalId(database(), known) : null
    if (!winner) throw error
    return { orderId: winner, payUrl: (await load(asked.id)).payUrl }
  }
}

async function askForOrder(asked: Asked, now: Temporal.Instant) {
  const { id: reference, amountMinor, currency, description, invoiceId } = asked
  try {
    return await paymentProvider(asked.provider).openOrder({
      ...{ reference, amountMinor, currency, description },
      returnUrl: invoiceUrlOf(invoiceId),
    })
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    const isRefused = error.outcome === 'refused'
    if (isRefused) {
      await closeOrder(database(), { id: reference, status: 'failed', reason: error.message, now })
    }
    throw new DomainError({
      kind: 'unavailable',
      code: isRefused ? 'payment_provider_refused' : 'payment_provider_unavailable',
      detail: isRefused
        ? 'The payment provider would not take this payment. Nothing was charged.'
        : 'The payment provider does not answer. Nothing was charged; try again in a moment.',
      cause: error,
    })
  }
}
