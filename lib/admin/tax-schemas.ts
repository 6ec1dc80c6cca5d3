import { z } from 'zod'
import { named } from './table-schemas.ts'

const tax = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  kind: z.enum(['gst', 'vat', 'flat']),
  /** 1800 is 18 %. */
  rateBasisPoints: z.int(),
  /** Whether this customer has it, in place of the family's. */
  isAssigned: z.boolean(),
})
export type CustomerTax = z.infer<typeof tax>

/** Who sells, with the taxes it charges, and which of them this customer's invoices have. */
const issuerTaxes = z.object({
  id: z.uuid(),
  name: z.string(),
  taxes: z.array(tax),
  /** What applies to what has no tax of its own, by name, and whose it is. */
  families: z.array(
    named.extend({ applies: z.array(z.string()), from: z.enum(['customer', 'family', 'nobody']) }),
  ),
  /** What has taxes of its own, whoever buys it. */
  addons: z.array(named.extend({ applies: z.array(z.string()) })),
})
export type IssuerTaxes = z.infer<typeof issuerTaxes>

/** `GET /api/admin/customers/{id}/taxes`: by issuer; one that charges no tax is left out. */
export const customerTaxes = z.array(issuerTaxes)
