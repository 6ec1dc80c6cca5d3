import { recordAudit } from '#lib/audit/record-audit.ts'
import { toDate } from '#lib/calendar/instants.ts'
import { transaction } from '#lib/db/transaction.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { checkTaxId } from './check-tax-id.ts'
import { type BillingDetailsRequest, INDIAN_STATES } from './schemas.ts'

/**
 * Takes down what invoices are to say about a customer. It concerns those issued from now on: issued ones keep what
 * they said. Throws `invalid_tax_id` for a number that is not one of the address's country, or, in India, of its state.
 */
export async function saveBillingDetails(options: {
  customerId: string
  userId: string
  requestId: string
  details: BillingDetailsRequest
  now: Temporal.Instant
}): Promise<void> {
  const { customerId, userId, requestId, now } = options
  const details = {
    ...options.details,
    state: INDIAN_STATES[options.details.stateCode ?? ''] ?? options.details.state,
    taxId: readTaxId(options.details),
    updatedAt: toDate(now),
  }
  await transaction(async (tx) => {
    const before = await tx.billingDetails.findUnique({ where: { customerId } })
    await tx.billingDetails.upsert({
      where: { customerId },
      create: { customerId, ...details },
      update: details,
    })
    await recordAudit(tx, {
      actor: `user:${userId}`,
      action: 'billing_details.changed',
      subject: `customer:${customerId}`,
      customerId,
      requestId,
      // The names of what changed: what it says is the customer's, and stands on its invoices.
      data: { fields: changedFields(before, details).join(', ') },
      now,
    })
  })
}

function readTaxId({ country, stateCode, taxId }: BillingDetailsRequest): string | null {
  if (!taxId) return null
  const checked = checkTaxId({ country, value: taxId })
  if ('reason' in checked) throw invalidTaxId(checked.reason)
  const { kind, value } = checked.taxId
  const registeredIn = value.slice(0, 2)
  if (kind === 'gstin' && registeredIn !== stateCode) {
    const [there, here] = [registeredIn, stateCode ?? ''].map((code) => INDIAN_STATES[code] ?? code)
    throw invalidTaxId(
      `This GSTIN is registered in ${there} (${registeredIn}), and the address is in ${here}.`,
    )
  }
  return value
}

function invalidTaxId(detail: string): DomainError {
  return new DomainError({ kind: 'invalid', code: 'invalid_tax_id', field: 'taxId', detail })
}

function changedFields(before: Record<string, unknown> | null, after: Record<string, unknown>): string[] {
  const names = Object.keys(after).filter((name) => name !== 'updatedAt')
  return names.filter((name) => before?.[name] !== after[name])
}
