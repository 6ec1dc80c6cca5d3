import { recordAudit } from '#lib/audit/record-audit.ts'
import { database, type Transaction } from '#lib/db/client.ts'
import { transaction } from '#lib/db/transaction.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { ProviderError, type ProviderOrder } from '#lib/payments/provider.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import { findReference } from '#lib/payments/references.ts'
import { settlePurchase } from './settle-purchase.ts'

type Claim = {
  provider: string
  orderId: string
  paymentId: string
  signature: string
  addonCode: string
  quantity: number
  customerId: string
  userId: string
  requestId?: string
  now: Temporal.Instant
}

/**
 * The payer's browser says that it paid (S0.7). Believed only when the provider signed it, the order is this user's
 * and for this add-on and quantity, and the provider itself says that this very payment of this order was captured
 * in the amount and currency asked for. Every refusal is written down and changes nothing. Repeating it answers the
 * same. Answers the purchase and the line it was added to.
 *
 * Throws `order_not_found` (also for orders of others), `addon_mismatch`, `signature_invalid`,
 * `payment_not_of_order`, `amount_mismatch`, `payment_not_captured`, `payment_too_late` and
 * `payment_provider_unavailable`.
 */
export async function verifyPayment(claim: Claim): Promise<{ purchaseId: string; lineId: string }> {
  const purchase = await findOwnPurchase(claim)
  if (!purchase)
    throw await refusal(claim, 'not_found', 'order_not_found', 'There is no such order', 'razorpay_order_id')
  const line = purchase.quote.lines.find((candidate) => candidate.addonCode === claim.addonCode)
  if (!line)
    throw await refusal(claim, 'refused', 'addon_mismatch', 'This order is for another add-on', 'addon_id')
  if (line.quantity !== claim.quantity) {
    throw await refusal(claim, 'refused', 'addon_mismatch', `This order is for ${line.quantity}`, 'quantity')
  }
  if (!isSigned(claim, purchase.quote)) {
    const text = 'The payment could not be confirmed: its signature is wrong'
    throw await refusal(claim, 'refused', 'signature_invalid', text, 'razorpay_signature')
  }
  const order = await readOrder(claim)
  const why = whyNotPaid({ order, paymentId: claim.paymentId, purchase })
  if (why) throw await refusal(claim, 'refused', why.code, why.detail, 'razorpay_payment_id')

  const { status } = await transaction(async (tx) => {
    const settled = await settlePurchase(tx, {
      purchaseId: purchase.id,
      order,
      subscription: null,
      now: claim.now,
    })
    await keepProof(tx, claim)
    return settled
  })
  if (status !== 'fulfilled') {
    throw new DomainError({
      kind: 'conflict',
      code: 'payment_too_late',
      detail:
        'Your payment came after this purchase had closed, and it could not be completed any more. The money goes back.',
    })
  }
  const term = await database().term.findFirstOrThrow({
    where: { purchaseId: purchase.id, quoteLineId: line.id },
  })
  return { purchaseId: purchase.id, lineId: term.lineId }
}

/** What pays its first period by an approval of all of them is signed for the approval. */
function isSigned(claim: Claim, { autoRenew }: { autoRenew: boolean }): boolean {
  const provider = paymentProvider(claim.provider)
  if (!autoRenew) return provider.confirmsPayment(claim)
  return provider.mandates?.confirmsApproval({ ...claim, mandateId: claim.orderId }) ?? false
}

async function findOwnPurchase(claim: Claim) {
  const reference = { provider: claim.provider, kind: 'order', externalId: claim.orderId } as const
  const found = await findReference(database(), reference)
  const purchase = await database().purchase.findFirst({
    where: {
      id: found?.subjectId ?? claim.userId,
      customerId: claim.customerId,
      // A renewal is nobody's: whoever of the customer pays it by hand may say so.
      OR: [{ userId: claim.userId }, { userId: null }],
    },
    include: { quote: { include: { lines: true } } },
  })
  if (!purchase) return null
  const ids = purchase.quote.lines.flatMap((line) => (line.addonId ? [line.addonId] : []))
  const addons = await database().addon.findMany({ where: { id: { in: ids } } })
  const lines = purchase.quote.lines.map((line) => ({
    ...line,
    addonCode: addons.find((addon) => addon.id === line.addonId)?.code ?? null,
  }))
  return { ...purchase, quote: { ...purchase.quote, lines } }
}

async function readOrder(claim: Claim): Promise<ProviderOrder> {
  try {
    return await paymentProvider(claim.provider).readOrder(claim.orderId)
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    throw new DomainError({
      kind: 'unavailable',
      code: 'payment_provider_unavailable',
      detail:
        'The payment provider does not answer. If you have paid, your purchase is completed as soon as it does.',
      cause: error,
    })
  }
}

function whyNotPaid(options: {
  order: ProviderOrder
  paymentId: string
  purchase: { amountMinor: bigint; currency: string }
}): { code: string; detail: string } | null {
  const { order, purchase } = options
  const payment = order.payments.find((candidate) => candidate.paymentId === options.paymentId)
  if (!payment) return { code: 'payment_not_of_order', detail: 'This payment belongs to another order' }
  if (payment.amountMinor !== purchase.amountMinor || payment.currency !== purchase.currency) {
    return { code: 'amount_mismatch', detail: 'The amount or currency paid is not the one asked for' }
  }
  if (payment.status !== 'captured') {
    const detail = 'The money has not arrived yet. Your purchase is completed as soon as it does.'
    return { code: 'payment_not_captured', detail }
  }
  return null
}

async function refusal(
  claim: Claim,
  kind: 'refused' | 'not_found',
  code: string,
  detail: string,
  field: string,
): Promise<DomainError> {
  await recordAudit(database(), {
    actor: `user:${claim.userId}`,
    action: 'payment.refused',
    subject: `order:${claim.orderId}`,
    customerId: claim.customerId,
    ...(claim.requestId ? { requestId: claim.requestId } : {}),
    data: { reason: code, payment: claim.paymentId, provider: claim.provider },
    now: claim.now,
  })
  return new DomainError({ kind, code, detail, field })
}

async function keepProof(tx: Transaction, claim: Claim) {
  const { provider, paymentId: externalId } = claim
  const found = await findReference(tx, { provider, kind: 'payment', externalId })
  if (!found) return
  await tx.payment.updateMany({
    where: { id: found.subjectId, proof: null },
    data: { proof: claim.signature },
  })
}
