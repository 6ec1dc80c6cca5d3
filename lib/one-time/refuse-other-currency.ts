import { DomainError } from '#lib/errors/domain-error.ts'
import type { OneTimeAddon } from './one-time-addon.ts'

/** Throws `currencies_does_not_match` when an add-on is not priced in the currency. Nothing is converted. */
export function refuseOtherCurrency(addon: OneTimeAddon, currency: string): void {
  if (addon.price.currency === currency) return
  throw new DomainError({
    kind: 'invalid',
    code: 'currencies_does_not_match',
    detail: `${addon.name} is priced in ${addon.price.currency}, not in ${currency}.`,
    field: 'currency',
  })
}
