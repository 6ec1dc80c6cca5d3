import type { Transaction } from '#lib/db/client.ts'
import type { ProviderRefund } from './provider.ts'

/**
 * The refunds we know of, by the provider's payment id: those we asked for, sent or not, and those we were told of.
 *
 * @param options.ids our payments' ids by the provider's
 */
export async function findKnownRefunds(
  tx: Transaction,
  options: { ids: ReadonlyMap<string, string> },
): Promise<Map<string, ProviderRefund[]>> {
  const refunds = await tx.refund.findMany({ where: { paymentId: { in: [...options.ids.values()] } } })
  const subjectId = { in: refunds.map((refund) => refund.id) }
  const references = await tx.providerReference.findMany({
    where: { kind: { in: ['refund', 'dispute'] }, subjectId },
  })
  const externalIds = new Map(references.map((reference) => [reference.subjectId, reference.externalId]))
  const known = new Map<string, ProviderRefund[]>()
  for (const [externalId, paymentId] of options.ids) {
    const ofPayment = refunds.filter((refund) => refund.paymentId === paymentId)
    known.set(
      externalId,
      ofPayment.map(({ id, status, amountMinor, currency, cause }) => ({
        refundId: externalIds.get(id) ?? id,
        status,
        amountMinor,
        currency,
        reference: id,
        cause,
      })),
    )
  }
  return known
}
