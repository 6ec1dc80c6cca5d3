import { database } from '#lib/db/client.ts'
import { addReference, findExternalId } from './references.ts'
import type { SubscriptionBilling } from './subscription-billing.ts'

/** The provider's id of a customer of ours, made there when it is the first time. */
export async function ensurePayer(options: {
  billing: Pick<SubscriptionBilling, 'ensureCustomer'>
  provider: string
  customer: { id: string; name: string; email: string }
  now: Temporal.Instant
}): Promise<string> {
  const { billing, provider, customer, now } = options
  const reference = { kind: 'customer', subject: 'customer', subjectId: customer.id } as const
  const known = await findExternalId(database(), { ...reference, provider })
  if (known) return known
  const { customerId } = await billing.ensureCustomer({
    reference: customer.id,
    name: customer.name,
    email: customer.email,
  })
  await addReference(database(), {
    ...reference,
    provider,
    externalId: customerId,
    customerId: customer.id,
    now,
  })
  return customerId
}
