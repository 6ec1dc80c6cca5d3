import { z } from 'zod'
import { assignTax } from '#lib/admin/assign-tax.ts'
import { customerTaxes } from '#lib/admin/tax-schemas.ts'
import { transaction } from '#lib/db/transaction.ts'
import { route } from '#lib/http/route.ts'

const params = z.strictObject({ id: z.uuid(), tax: z.uuid() })

/** S1.5 gives a customer a tax, in place of those of the families. */
export const PUT = assignment({ isAssigned: true, summary: 'Assign a tax to a customer' })

/** S1.5 takes it away: the families' apply again. */
export const DELETE = assignment({ isAssigned: false, summary: 'Remove a tax from a customer' })

function assignment({ isAssigned, summary }: { isAssigned: boolean; summary: string }) {
  return route({
    access: 'admin',
    summary,
    answers: { 200: customerTaxes },
    params,
    handle: ({
      params: { id: customerId, tax: taxId },
      principal: { userId },
      requestId,
      now,
      idempotency,
    }) =>
      transaction(async (tx) => {
        const taxes = await assignTax(tx, { customerId, taxId, isAssigned, userId, requestId, now })
        await idempotency.commit(tx, taxes)
        return taxes
      }),
  })
}
