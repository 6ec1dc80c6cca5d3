import type { OneTimeAddon } from './one-time-addon.ts'
import type { AddOnObject } from './schemas.ts'
import { toSeconds } from './wire-time-rules.ts'

/** S1.1 an add-on on the wire. */
export function serializeAddOn(addon: OneTimeAddon): AddOnObject {
  return {
    lago_id: addon.id,
    id: addon.id,
    code: addon.code,
    name: addon.name,
    description: addon.description || null,
    invoice_display_name: addon.invoiceDisplayName,
    amount_cents: Number(addon.price.amountMinor),
    amount_currency: addon.price.currency,
    tax_codes: addon.taxes.map(({ code }) => code),
    taxes: addon.taxes.map(({ id, name, code, rateBasisPoints, createdAt }) => ({
      lago_id: id,
      name,
      code,
      rate: rateBasisPoints / 100,
      description: null,
      applied_to_organization: false,
      created_at: toSeconds(createdAt),
    })),
    created_at: toSeconds(addon.createdAt),
  }
}
