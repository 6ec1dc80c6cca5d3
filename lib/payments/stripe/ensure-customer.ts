import type Stripe from 'stripe'
import { call } from './call.ts'

/** One customer per customer of ours, also when a call was repeated after its answer was lost. */
export async function ensureCustomer(
  stripe: Stripe,
  customer: { reference: string; name: string; email: string },
): Promise<{ customerId: string }> {
  const { reference, name, email } = customer
  const { data } = await call(() => stripe.customers.list({ email, limit: 100 }))
  const known = data.find((found) => found.metadata.reference === reference)
  if (known) return { customerId: known.id }
  const created = await call(() =>
    stripe.customers.create(
      { name, email, metadata: { reference } },
      { idempotencyKey: `customer:${reference}` },
    ),
  )
  return { customerId: created.id }
}
