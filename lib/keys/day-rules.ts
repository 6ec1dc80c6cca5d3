import type { Allowance } from '#lib/metering/allowance-rules.ts'

/** What a key used on one day. Null limits are "without limit". */
export type KeyDay = {
  /** In the key's zone. */
  date: string
  /** Out of what the tier has. */
  base: bigint
  /** Out of packs. */
  addOn: bigint
  /** What the tier and the packs gave as the day ended. */
  limit: bigint | null
  /** What packs could have given: every one that was held when it began or when it ended. */
  addOnLimit: bigint | null
}

export function dayParts(options: {
  used: bigint
  packUsed: bigint
  first: Allowance
  last: Allowance
}): Omit<KeyDay, 'date'> {
  const { used, packUsed, first, last } = options
  const packs = new Map([...first.packs, ...last.packs].map((pack) => [pack.id, pack.perDay]))
  const addOn = sumOf([...last.packs.map(({ perDay }) => perDay)])
  return {
    base: used - packUsed,
    addOn: packUsed,
    limit: last.base === null || addOn === null ? null : last.base + addOn,
    addOnLimit: sumOf([...packs.values()]),
  }
}

/**
 * `addOnEfficiency` (S2.8): of what packs could have given on days with any use, what they gave, in percent to one
 * decimal. Null when there were none, or none with a limit.
 */
export function addOnEfficiency(days: readonly KeyDay[]): number | null {
  const active = days.filter(({ base, addOn, addOnLimit }) => base + addOn > 0n && addOnLimit !== null)
  const possible = active.reduce((sum, { addOnLimit }) => sum + (addOnLimit ?? 0n), 0n)
  const used = active.reduce((sum, { addOn }) => sum + addOn, 0n)
  return possible === 0n ? null : Number((used * 2_000n + possible) / (possible * 2n)) / 10
}

/** The word for a day's meter (S2.6). */
export function statusOf(day: { base: bigint; addOn: bigint; baseLimit: bigint | null }) {
  const { base, addOn, baseLimit } = day
  if (base + addOn === 0n) return 'RESET'
  return addOn > 0n && baseLimit !== null && base >= baseLimit ? 'USING ADD-ON' : 'OK'
}

function sumOf(values: readonly (bigint | null)[]): bigint | null {
  return values.reduce<bigint | null>(
    (sum, value) => (sum === null || value === null ? null : sum + value),
    0n,
  )
}
