import type { MeterSegment } from '#components/ui/meter-segments.ts'
import type { KeyStatistics } from '#lib/keys/statistics-schemas.ts'

/**
 * The day's meter as parts of a bar: the tier's own, then packs. Each is filled by what was counted for it: after a
 * change of tier in the middle of a day packs may have given though the tier now has some left. Null without a limit.
 */
export function daySegments({ base, addOn }: Pick<KeyStatistics, 'base' | 'addOn'>): MeterSegment[] | null {
  if (base.limit === null || addOn.limit === null) return null
  const total = base.limit + addOn.limit
  return [
    { key: 'base', label: 'Tier', used: base.used, amount: base.limit },
    { key: 'packs', label: 'Packs', used: addOn.used, amount: addOn.limit },
  ].flatMap(({ used, ...part }) =>
    part.amount === 0
      ? []
      : [{ ...part, width: (part.amount / total) * 100, filled: Math.min(100, (used / part.amount) * 100) }],
  )
}
