/** A number series of an issuer. */
export type Series = 'invoice' | 'credit_note'

/** GST Rule 46: a serial number has at most sixteen characters. */
const MAX_LENGTH = 16

/**
 * `INV-2026-001`: consecutive in the financial year that began in that year. Throws a RangeError past sixteen
 * characters.
 */
export function documentNumber(options: { prefix: string; financialYear: number; sequence: number }): string {
  const number = `${options.prefix}-${options.financialYear}-${String(options.sequence).padStart(3, '0')}`
  if (number.length > MAX_LENGTH) throw new RangeError(`${number} is longer than ${MAX_LENGTH} characters`)
  return number
}
