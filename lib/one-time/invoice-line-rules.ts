import type { InvoiceLineInput } from '#lib/invoices/issue-invoice.ts'
import { type Micros, timesUnits, writeUnits } from '#lib/money/units.ts'
import type { OneTimeAddon } from './one-time-addon.ts'

/** One unit, in millionths. */
const ONE: Micros = 1_000_000n

/** The line of an invoice about an add-on, as it is called and described today or for this once. */
export function invoiceLineOf(options: {
  addon: OneTimeAddon
  unitAmountMinor: bigint
  units?: Micros | undefined
  displayName?: string | null | undefined
  details?: string | null | undefined
  from?: Temporal.Instant | null
  to?: Temporal.Instant | null
  taxCodes?: readonly string[] | null | undefined
}): InvoiceLineInput {
  const { addon, unitAmountMinor, units = ONE, displayName, details, from = null, to = null } = options
  return {
    addonId: addon.id,
    planId: null,
    itemCode: addon.code,
    itemName: addon.name,
    description: displayName || addon.invoiceDisplayName || addon.name,
    details: details || addon.description || null,
    quantity: writeUnits(units),
    unitAmountMinor,
    amountMinor: timesUnits(unitAmountMinor, units),
    taxCodes: options.taxCodes ?? null,
    providerTaxMinor: 0n,
    periodStart: from,
    periodEnd: to,
  }
}
