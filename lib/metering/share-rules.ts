/** What a unit was taken from. */
export type UnitSource = { kind: 'base' } | { kind: 'pack'; id: string }

/** What is left to use; null is "without limit". */
export type Left = { base: number | null; packs: number | null; total: number | null }

/** A key's limits as numbers; null is "without limit". Packs in the order they are used up. */
export type Limits = {
  base: number | null
  packs: readonly { id: string; perDay: number | null }[]
}

/** What a batch took for one key, and its counts after it. */
export type Taken = {
  baseTaken: number
  packsTaken: Readonly<Record<string, number>>
  baseUsed: number
  packsUsed: Readonly<Record<string, number>>
  /** Of the customer's ceiling; null: it has none. */
  ceilingLeft: number | null
}

/** One caller's part of what a batch took for its key: where its unit came from, and what is left after it. */
export type Share = { source: UnitSource; left: Left }

/**
 * Tells each of the callers that asked for the same key in one batch its own part, in the order in which they came, as
 * if each had asked alone. Answers null for those that got nothing; what is left is then `leftAfter`.
 */
export function sharesOf(limits: Limits, taken: Taken): (index: number) => Share | null {
  const order = limits.packs.filter(({ id }) => taken.packsTaken[id])
  const fromPacks = order.reduce((sum, { id }) => sum + (taken.packsTaken[id] ?? 0), 0)
  const count = taken.baseTaken + fromPacks
  const after = uncapped(limits, taken)
  return (index) => {
    if (index >= count) return null
    const baseLater = Math.max(taken.baseTaken - index - 1, 0)
    const later = count - index - 1
    const ceilingLeft = taken.ceilingLeft === null ? null : taken.ceilingLeft + later
    return {
      source: sourceAt({ index, taken, order }),
      left: underCeiling(
        { base: plus(after.base, baseLater), packs: plus(after.packs, later - baseLater) },
        ceilingLeft,
      ),
    }
  }
}

/** What is left after everything a batch took. */
export function leftAfter(limits: Limits, taken: Taken): Left {
  return underCeiling(uncapped(limits, taken), taken.ceilingLeft)
}

/** What was left before a unit was taken, which is what is left once it was given back. */
export function withoutUnit({ source, left }: Share): Left {
  return {
    base: plus(left.base, source.kind === 'base' ? 1 : 0),
    packs: plus(left.packs, source.kind === 'pack' ? 1 : 0),
    total: plus(left.total, 1),
  }
}

function uncapped(limits: Limits, taken: Taken): Omit<Left, 'total'> {
  let packs: number | null = 0
  for (const { id, perDay } of limits.packs) {
    packs = sum(packs, perDay === null ? null : Math.max(perDay - (taken.packsUsed[id] ?? 0), 0))
  }
  return { base: limits.base === null ? null : Math.max(limits.base - taken.baseUsed, 0), packs }
}

/** A customer's ceiling lies over everything its keys may use. */
function underCeiling({ base, packs }: Omit<Left, 'total'>, ceilingLeft: number | null): Left {
  if (ceilingLeft === null) return { base, packs, total: sum(base, packs) }
  const cappedBase = Math.min(base ?? ceilingLeft, ceilingLeft)
  const rest = ceilingLeft - cappedBase
  const cappedPacks = Math.min(packs ?? rest, rest)
  return { base: cappedBase, packs: cappedPacks, total: cappedBase + cappedPacks }
}

function sourceAt(options: { index: number; taken: Taken; order: Limits['packs'] }): UnitSource {
  const { index, taken, order } = options
  if (index < taken.baseTaken) return { kind: 'base' }
  let end = taken.baseTaken
  for (const { id } of order) {
    end += taken.packsTaken[id] ?? 0
    if (index < end) return { kind: 'pack', id }
  }
  throw new RangeError(`nothing was taken for caller ${index}`)
}

function plus(left: number | null, more: number): number | null {
  return left === null ? null : left + more
}

function sum(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b
}
