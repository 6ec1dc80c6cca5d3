import { z } from 'zod'
import { instant, minor, named } from './table-schemas.ts'

/** A row of `GET /api/admin/customers`. */
export const customerRow = z.object({
  id: z.uuid(),
  externalId: z.string(),
  name: z.string(),
  email: z.string(),
  createdAt: instant,
  /** One per family it has a subscription in, the oldest first. */
  families: z.array(
    named.extend({
      /** Where API keys hold it, how many there are. */
      plan: z.string().nullable(),
      /** How many different add-ons are held now. */
      addons: z.int(),
      /** What it pays a month for what is held now: bought, not granted. */
      monthlyMinor: minor,
      currency: z.string(),
    }),
  ),
})
export type CustomerRow = z.infer<typeof customerRow>

const providerId = z.object({ provider: z.string(), kind: z.string(), externalId: z.string() })

/** One plan or add-on a customer holds, held, or is going to hold. */
const heldLine = named.extend({
  id: z.uuid(),
  /** What it extends, such as storage; of a plan: plan. */
  type: z.string(),
  quantity: z.int(),
  status: z.enum(['active', 'upcoming', 'canceled', 'expired']),
  /** What pays for it: what was bought and what was granted can stand beside each other. */
  sources: z.array(z.enum(['paid', 'trial', 'comp', 'included'])),
  unitAmountMinor: minor,
  currency: z.string(),
  /** Until when it is held with what is paid already; null: nothing ends it. */
  endsAt: instant.nullable(),
  /** Whether it goes on by itself. */
  renews: z.boolean(),
  cancelAtPeriodEnd: z.boolean(),
  /** Wanted from the next period on; null: as many as now. */
  nextQuantity: z.int().nullable(),
  providerIds: z.array(providerId),
})
export type HeldItem = z.infer<typeof heldLine>

const familyHeld = named.extend({
  /** Which of its API keys holds it, in a family that keys hold. */
  apiKey: z.object({ id: z.uuid(), name: z.string(), revoked: z.boolean() }).nullable(),
  currency: z.string(),
  provider: z.string(),
  plan: z.string().nullable(),
  nextPlan: z.string().nullable(),
  /** How what renews by itself stands with the provider. */
  agreements: z.array(
    z.object({
      status: z.enum(['pending', 'active', 'past_due', 'halted', 'canceled']),
      externalId: z.string().nullable(),
      periodEndsAt: instant.nullable(),
    }),
  ),
  held: z.array(heldLine),
  /** What it may do now, and where that comes from. */
  may: z.array(
    named.extend({
      unit: z.string(),
      kind: z.enum(['counter', 'gauge', 'cap', 'flag']),
      window: z.enum(['none', 'day', 'month']),
      /** Null: without limit. A flag is granted by so many sources. */
      value: z.int().nullable(),
      sources: z.array(z.object({ name: z.string(), quantity: z.int(), value: z.int().nullable() })),
    }),
  ),
})
export type FamilyHeld = z.infer<typeof familyHeld>

/** `GET /api/admin/customers/{id}`: who it is, what it holds, and what it may do. */
export const customerDetail = z.object({
  id: z.uuid(),
  externalId: z.string(),
  name: z.string(),
  email: z.string(),
  createdAt: instant,
  members: z.array(z.object({ email: z.string(), name: z.string(), role: z.enum(['owner', 'member']) })),
  billing: z.object({ legalName: z.string(), country: z.string(), taxId: z.string().nullable() }).nullable(),
  /** What providers know the customer by. */
  providerIds: z.array(providerId),
  families: z.array(familyHeld),
})
export type CustomerDetail = z.infer<typeof customerDetail>
