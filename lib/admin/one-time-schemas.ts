import { z } from 'zod'
import { minor } from './table-schemas.ts'

/** The most that is charged at once, in minor units: far above what anybody asks for, far below what JSON rounds. */
export const MAX_CHARGE = 1_000_000_000_000

/** A row of `GET /api/admin/one-time-addons`: what can be charged to a customer once. */
export const chargeableAddon = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  family: z.string(),
  amountMinor: minor,
  currency: z.string(),
  /** Whether the price has its tax in it. */
  pricesIncludeTax: z.boolean(),
})
export type ChargeableAddon = z.infer<typeof chargeableAddon>

/** `POST /api/admin/customers/{id}/applied-addons`. Without an amount: the add-on's price. Minor units, its currency. */
export const chargeRequest = z.strictObject({
  addonId: z.uuid(),
  amountMinor: z.int().min(1).max(MAX_CHARGE).optional(),
})
export type ChargeRequest = z.output<typeof chargeRequest>

/** The invoice that asks for it; its total has the tax in it. */
export const chargeAnswer = z.object({
  id: z.uuid(),
  invoice: z.object({ id: z.uuid(), number: z.string(), totalMinor: minor, currency: z.string() }),
})
export type ChargeAnswer = z.infer<typeof chargeAnswer>
