import { recordAudit } from '#lib/audit/record-audit.ts'
import { database } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { ProviderError } from '#lib/payments/provider.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import { findReference } from '#lib/payments/references.ts'
import { convergeMandate } from './converge-mandate.ts'

/**
 * The payer's browser says that it approved a held add-on's renewals. Believed when the provider signed it; what then
 * counts is what the provider says about the approval. Repeating it answers the same. Throws `approval_not_found`, also
 * for those of others, `signature_invalid` and `payment_provider_unavailable`.
 */
export async function approveAutoRenew(claim: {
  provider: string
  lineId: string
  mandateId: string
  paymentId: string
  signature: string
  customerId: string
  userId: string
  now: Temporal.Instant
}): Promise<void> {
  const { provider, mandateId, lineId, customerId, userId, now } = claim
  const found = await findReference(database(), { provider, kind: 'subscription', externalId: mandateId })
  const agreement = await database().billingAgreement.findFirst({
    where: { id: found?.subjectId ?? userId, lineId, customerId },
  })
  if (!agreement) {
    throw new DomainError({
      kind: 'not_found',
      code: 'approval_not_found',
      detail: 'There is no such approval of this add-on',
      field: 'approval_id',
    })
  }
  const refused = !paymentProvider(provider).mandates?.confirmsApproval(claim)
  await recordAudit(database(), {
    actor: `user:${userId}`,
    action: refused ? 'auto_renew.refused' : 'auto_renew.approved',
    subject: `line:${lineId}`,
    customerId,
    now,
  })
  if (refused) {
    throw new DomainError({
      kind: 'refused',
      code: 'signature_invalid',
      detail: 'The approval could not be confirmed: its signature is wrong',
      field: 'signature',
    })
  }
  try {
    await convergeMandate({ provider, mandateId })
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    throw new DomainError({
      kind: 'unavailable',
      code: 'payment_provider_unavailable',
      detail: 'The payment provider does not answer. If you have approved it, it renews as soon as it does.',
      cause: error,
    })
  }
}
