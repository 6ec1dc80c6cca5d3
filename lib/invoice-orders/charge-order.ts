import { database } from '#lib/db/client.ts'
import { transaction } from '#lib/db/transaction.ts'
import { ensurePayer } from '#lib/payments/ensure-payer.ts'
import { ProviderError } from '#lib/payments/provider.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import { addReference, findExternalId } from '#lib/payments/references.ts'
import { closeOrder } from './close-order.ts'
import { invoiceUrlOf } from './invoice-url.ts'

/**
 * The provider's order of an invoice's payment by what its payer has saved; null when there is none and there will be
 * none. The order here stands before the provider is asked and is the call's idempotency key, so that doing it again,
 * at the same time or after a crash in between, ends the same charge. Refused, the order has failed with the reason.
 *
 * Throws a ProviderError when its outcome is unknown: the reconciler finds out.
 */
export async function chargeOrder(options: {
  invoiceOrderId: string
  /** Whether it is still to be charged; otherwise it is only looked for. */
  isWanted: boolean
  now: Temporal.Instant
}): Promise<string | null> {
  const { invoiceOrderId, isWanted, now } = options
  const known = { kind: 'order', subject: 'invoice_order', subjectId: invoiceOrderId } as const
  const existing = await findExternalId(database(), known)
  if (existing !== null) return existing
  const asked = await load(invoiceOrderId)
  const made = await askForCharge(asked, { isWanted, now })
  if (made === null) return null
  const { provider, customerId } = asked
  await transaction(async (tx) => {
    await addReference(tx, { ...known, provider, externalId: made.orderId, customerId, now })
    const { payUrl } = made
    await tx.invoiceOrder.updateMany({ where: { id: asked.id, status: 'pending' }, data: { payUrl } })
  })
  return made.orderId
}

function load(id: string) {
  return database().invoiceOrder.findUniqueOrThrow({
    where: { id },
    include: { customer: true, invoice: { select: { number: true } } },
  })
}
type Asked = Awaited<ReturnType<typeof load>>

type Made = { orderId: string; payUrl: string | null }

async function askForCharge(
  asked: Asked,
  { isWanted, now }: { isWanted: boolean; now: Temporal.Instant },
): Promise<Made | null> {
  const { id: reference, provider, customer, amountMinor, currency, invoice } = asked
  const methods = paymentProvider(provider).savedMethods
  if (!methods)
    throw new Error(`${provider} saves nothing that invoice ${invoice.number} could be charged to`)
  try {
    const payerId = await ensurePayer({ billing: methods, provider, customer, now })
    if (!isWanted) {
      const found = await methods.findCharge({ payerId, reference })
      return found && { ...found, payUrl: null }
    }
    const charged = await methods.charge({
      ...{ payerId, reference, amountMinor, currency },
      description: `Invoice ${invoice.number}`,
      returnUrl: invoiceUrlOf(asked.invoiceId),
    })
    return { orderId: charged.orderId, payUrl: charged.outcome === 'needs_action' ? charged.url : null }
  } catch (error) {
    if (!(error instanceof ProviderError) || error.outcome === 'unknown') throw error
    await closeOrder(database(), { id: reference, status: 'failed', reason: error.message, now })
    return null
  }
}
