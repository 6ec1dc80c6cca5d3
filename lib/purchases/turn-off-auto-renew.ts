import { recordAudit } from '#lib/audit/record-audit.ts'
import { database } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { ProviderError } from '#lib/payments/provider.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import { findExternalId } from '#lib/payments/references.ts'
import { findLine } from '#lib/subscriptions/find-line.ts'
import { convergeMandate } from './converge-mandate.ts'

/**
 * A held add-on does not renew by itself any more (S0.10): its approvals end at the provider at once, and it is held
 * as long as it is paid for. Doing it twice is doing it once. Throws `user_addon_not_found` and
 * `payment_provider_unavailable`.
 */
export async function turnOffAutoRenew(options: {
  lineId: string
  customerId: string
  userId: string
  now: Temporal.Instant
}): Promise<void> {
  const { lineId, customerId, now } = options
  await findLine(database(), options)
  const agreements = await database().billingAgreement.findMany({
    where: { lineId, customerId, status: { not: 'canceled' } },
  })
  try {
    for (const { id, provider } of agreements) {
      const known = { kind: 'subscription', subject: 'agreement', subjectId: id } as const
      const mandateId = await findExternalId(database(), known)
      if (mandateId === null) continue
      await paymentProvider(provider).mandates?.cancel(mandateId)
      await convergeMandate({ provider, mandateId, endedHere: true })
    }
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    throw new DomainError({
      kind: 'unavailable',
      code: 'payment_provider_unavailable',
      detail:
        'The payment provider does not answer. Automatic renewal may still be on; try again in a moment.',
      cause: error,
    })
  }
  if (agreements.length === 0) return
  await recordAudit(database(), {
    actor: `user:${options.userId}`,
    action: 'auto_renew.turned_off',
    subject: `line:${lineId}`,
    customerId,
    now,
  })
}
