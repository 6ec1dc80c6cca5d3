type MeterPart = { key: string; label: string; amount: number }

export type MeterSegment = MeterPart & {
  /** Share of the whole bar, percent. */
  width: number
  /** How much of this segment is used, percent of the segment. */
  filled: number
}

/**
 * Splits a limit into the parts it is made of, and lays what is used over them in order: the first part
 * is used up before the next. Parts of nothing are left out; use beyond the limit fills everything.
 */
export function meterSegments({
  used,
  parts,
}: {
  used: number
  parts: readonly MeterPart[]
}): MeterSegment[] {
  const present = parts.filter((part) => part.amount > 0)
  const total = present.reduce((sum, part) => sum + part.amount, 0)
  let left = Math.max(0, used)
  return present.map((part) => {
    const taken = Math.min(left, part.amount)
    left -= taken
    return { ...part, width: (part.amount / total) * 100, filled: (taken / part.amount) * 100 }
  })
}
