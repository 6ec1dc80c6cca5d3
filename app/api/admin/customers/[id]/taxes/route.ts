import { z } from 'zod'
import { listCustomerTaxes } from '#lib/admin/list-customer-taxes.ts'
import { customerTaxes } from '#lib/admin/tax-schemas.ts'
import { database } from '#lib/db/client.ts'
import { route } from '#lib/http/route.ts'

/** S1.5 which taxes a customer's invoices have: a bare list, by issuer. */
export const GET = route({
  access: 'admin',
  summary: 'Show which taxes apply to a customer',
  answers: { 200: customerTaxes },
  params: z.strictObject({ id: z.uuid() }),
  handle: ({ params: { id } }) => listCustomerTaxes(database(), id),
})
