import type { Money } from '#lib/money/money.ts'

/** An add-on that is charged once: a setup fee, an hour of work, a device. Nobody holds it. */
export type OneTimeAddon = {
  id: string
  /** Who sells it. */
  issuerId: string
  code: string
  name: string
  description: string
  /** How invoices call it; null: by its name. */
  invoiceDisplayName: string | null
  /** What one unit costs; before tax where the family's prices are. */
  price: Money
  createdAt: Temporal.Instant
}
