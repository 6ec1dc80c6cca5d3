import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import { taxIdKindOf } from './place-rules.ts'
import type { Party, TaxId } from './tax.ts'

/** How a document names who buys, as of the day it was issued. */
export type CustomerSnapshot = {
  name: string
  email: string
  country: string | null
  /** Null where the customer gave no billing details. */
  legalName: string | null
  address: Address | null
  taxId: TaxId | null
}

type Address = {
  line1: string
  line2: string
  city: string
  postalCode: string
  state: string
  stateCode: string | null
  country: string
}

/** Who sells and who buys: where they are, for the tax, and how a document names them. */
export async function loadParties(
  tx: DatabaseOrTransaction,
  options: { issuerId: string; customerId: string },
) {
  const issuer = await tx.issuer.findUniqueOrThrow({ where: { id: options.issuerId } })
  const customer = await tx.customer.findUniqueOrThrow({
    where: { id: options.customerId },
    include: { billing: true },
  })
  const { billing } = customer
  const taxId: TaxId | null = billing?.taxId
    ? { kind: taxIdKindOf(billing.country), value: billing.taxId }
    : null
  const country = billing?.country ?? customer.country
  const seller: Party = { country: issuer.country, stateCode: stateCodeOf(issuer.address), taxId: null }
  const buyer: Party = { country, stateCode: billing?.stateCode ?? null, taxId }
  const customerSnapshot: CustomerSnapshot = {
    name: customer.name,
    email: customer.email,
    country,
    legalName: billing?.legalName ?? null,
    address: billing && addressOf(billing),
    taxId,
  }
  const { legalName, address, taxIds } = issuer
  return { seller, buyer, issuerSnapshot: { legalName, address, taxIds }, customerSnapshot }
}

/** The two digits of a state of India, which an issuer's address carries. */
function stateCodeOf(address: unknown): string | null {
  const known = typeof address === 'object' && address !== null && 'stateCode' in address
  return known && typeof address.stateCode === 'string' ? address.stateCode : null
}

function addressOf(billing: Address): Address {
  const { line1, line2, city, postalCode, state, stateCode, country } = billing
  return { line1, line2, city, postalCode, state, stateCode, country }
}
