import { asCustomer } from '#lib/db/as-customer.ts'
import type { BillingDetailsResponse } from './schemas.ts'

/** What invoices say about a customer from now on; null where it has not said. */
export async function findBillingDetails(customerId: string): Promise<BillingDetailsResponse> {
  return asCustomer(customerId, async (tx) => {
    const customer = await tx.customer.findUniqueOrThrow({ where: { id: customerId } })
    const found = await tx.billingDetails.findUnique({ where: { customerId } })
    const suggested = { legalName: customer.name, country: customer.country }
    if (!found) return { details: null, suggested }
    const { customerId: _, updatedAt: __, ...details } = found
    return { details, suggested }
  })
}
