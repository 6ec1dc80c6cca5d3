import { z } from 'zod'
import { customerRef, instant, minor } from '#lib/admin/table-schemas.ts'
import { movementKind } from './schemas.ts'

const row = z.object({ id: z.string(), customer: customerRef, family: z.string(), currency: z.string() })

/** A term that counts in the MRR. */
export const mrrRow = row.extend({
  item: z.string(),
  kind: z.enum(['plan', 'addon']),
  quantity: z.int(),
  unitAmountMinor: minor,
  intervalMonths: z.int(),
  monthlyMinor: minor,
  startsAt: instant,
  endsAt: instant.nullable(),
  inGrace: z.boolean(),
})
export type MrrRow = z.infer<typeof mrrRow>

/** One change of what a customer pays a month. */
export const movementRow = row.extend({
  at: instant,
  kind: movementKind,
  beforeMinor: minor,
  afterMinor: minor,
  deltaMinor: minor,
})
export type MovementRow = z.infer<typeof movementRow>

/** A customer of a family, and what it pays a month. */
export const customerRow = row.extend({
  since: instant,
  planMinor: minor,
  addonMinor: minor,
  monthlyMinor: minor,
  addons: z.int(),
})
export type CustomerRow = z.infer<typeof customerRow>

/** Who could upgrade, and to what it did. */
export const upgradeRow = row.extend({ planBefore: z.string().nullable(), planBought: z.string().nullable() })
export type UpgradeRow = z.infer<typeof upgradeRow>

export const renewalRow = row.extend({
  at: instant,
  items: z.string(),
  provider: z.string(),
  amountMinor: minor,
  byItself: z.boolean(),
})
export type RenewalRow = z.infer<typeof renewalRow>

/** Money that came, or went back: then negative. */
export const revenueRow = row.extend({
  family: z.string().nullable(),
  at: instant,
  kind: z.enum(['payment', 'refund', 'dispute']),
  provider: z.string(),
  description: z.string(),
  amountMinor: minor,
  purchaseId: z.uuid().nullable(),
})
export type RevenueRow = z.infer<typeof revenueRow>
