import type { Transaction } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'

/** Makes an add-on's taxes those of the issuer with these codes, and no others. Throws `tax_not_found`. */
export async function setAddonTaxes(
  tx: Transaction,
  options: { addonId: string; issuerId: string; codes: readonly string[] },
): Promise<void> {
  const { addonId, issuerId } = options
  const codes = [...new Set(options.codes)]
  const taxes = await tx.tax.findMany({ where: { issuerId, code: { in: codes } }, select: { id: true } })
  if (taxes.length < codes.length) {
    throw new DomainError({ kind: 'not_found', code: 'tax_not_found', detail: 'There is no such tax.' })
  }
  await tx.taxAssignment.deleteMany({ where: { addonId } })
  await tx.taxAssignment.createMany({ data: taxes.map(({ id: taxId }) => ({ addonId, taxId })) })
}
