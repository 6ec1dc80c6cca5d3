import { z } from 'zod'
import { formatMoney } from '#lib/money/format-money.ts'

/** Minor units as JSON holds them exactly: a decimal string of digits. */
export const minorUnits = z.string().regex(/^-?\d{1,18}$/)
export const currencyCode = z.string().regex(/^[A-Z]{3}$/)
export const instantText = z.iso.datetime()

/** An amount with its currency, always. */
export function money(amountMinor: string, currency: string): string {
  return formatMoney({ amountMinor: BigInt(amountMinor), currency })
}

/** The calendar day of an instant in a zone: `14 January 2027`. */
export function day(instant: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone,
  })
  return format.format(new Date(Temporal.Instant.from(instant).epochMilliseconds))
}
