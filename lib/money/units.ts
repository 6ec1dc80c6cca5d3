import { roundHalfUp } from './money.ts'

/** How finely a quantity that need not be whole is counted: hours of work, metres of cable. */
const DECIMALS = 6
const ONE = 1_000_000n

/** The most of something on one line of a document. */
const MAX_UNITS = 1_000_000_000n

/** A quantity with up to six decimals, in millionths, so that it is exact. */
export type Micros = bigint

export type UnitsRefusal = 'invalid_value' | 'too_small' | 'too_big'

/** `"2.5"` or `2.5` → 2500000n. Refuses what is no plain decimal number with up to six decimals, above 0 and below 10⁹. */
export function readUnits(value: number | string): Micros | UnitsRefusal {
  const [, sign = '', whole = '', part = ''] = /^(-?)(\d{1,15})(?:\.(\d+))?$/.exec(String(value)) ?? []
  const decimals = part.replace(/0+$/, '')
  if (whole === '' || decimals.length > DECIMALS) return 'invalid_value'
  const micros = BigInt(whole) * ONE + BigInt(decimals.padEnd(DECIMALS, '0'))
  if (sign !== '' || micros === 0n) return 'too_small'
  return micros > MAX_UNITS * ONE ? 'too_big' : micros
}

/** As `readUnits`, of what was looked at before. Throws a RangeError for what it refuses. */
export function parseUnits(value: number | string): Micros {
  const read = readUnits(value)
  if (typeof read === 'string') throw new RangeError(`${value} are no units: ${read}`)
  return read
}

/** `2500000n` → `"2.5"`, as a decimal column and Lago's wire have it; whole numbers have one decimal there: `"2.0"`. */
export function writeUnits(micros: Micros): string {
  const decimals = (micros % ONE).toString().padStart(DECIMALS, '0').replace(/0+$/, '')
  return `${micros / ONE}.${decimals || '0'}`
}

/** What so many units cost, rounded half up to the minor unit. */
export function timesUnits(unitAmountMinor: bigint, micros: Micros): bigint {
  return roundHalfUp(unitAmountMinor * micros, ONE)
}
