import { recordAudit } from '#lib/audit/record-audit.ts'
import type { Transaction } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { listCustomerTaxes } from './list-customer-taxes.ts'
import type { IssuerTaxes } from './tax-schemas.ts'

/**
 * Gives a customer a tax of an issuer, in place of those of its families, or takes it away again; invoices from now on
 * have it. Again changes nothing. Throws `customer_not_found`, `tax_not_found`.
 */
export async function assignTax(
  tx: Transaction,
  options: {
    customerId: string
    taxId: string
    isAssigned: boolean
    userId: string
    requestId: string
    now: Temporal.Instant
  },
): Promise<IssuerTaxes[]> {
  const { customerId, taxId, isAssigned, userId, requestId, now } = options
  const tax = await tx.tax.findUnique({ where: { id: taxId }, include: { issuer: true } })
  // Whose it would be is asked first.
  await listCustomerTaxes(tx, customerId)
  if (!tax)
    throw new DomainError({ kind: 'not_found', code: 'tax_not_found', detail: 'There is no such tax.' })
  const assignment = { customerId, taxId }
  const { count } = isAssigned
    ? await tx.taxAssignment.createMany({ data: [assignment], skipDuplicates: true })
    : await tx.taxAssignment.deleteMany({ where: assignment })
  if (count > 0) {
    await recordAudit(tx, {
      actor: `user:${userId}`,
      action: isAssigned ? 'tax.assigned' : 'tax.removed',
      subject: `tax:${taxId}`,
      customerId,
      requestId,
      data: { tax: tax.code, issuer: tax.issuer.code },
      now,
    })
  }
  return listCustomerTaxes(tx, customerId)
}
