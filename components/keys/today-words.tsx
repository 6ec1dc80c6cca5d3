import { Badge, type BadgeTone } from '#components/ui/badge.tsx'
import type { KeyStatistics } from '#lib/keys/statistics-schemas.ts'

/** How a key's day stands (S2.6). What is used up is said, too. */
export function StatusBadge({ day }: { day: Pick<KeyStatistics, 'status' | 'total'> }) {
  if (day.total.remaining === 0) return <Badge tone="danger">Limit reached</Badge>
  const { tone, word } = WORDS[day.status]
  return <Badge tone={tone}>{word}</Badge>
}

const WORDS: Record<KeyStatistics['status'], { tone: BadgeTone; word: string }> = {
  OK: { tone: 'success', word: 'OK' },
  RESET: { tone: 'neutral', word: 'Reset: nothing used yet' },
  'USING ADD-ON': { tone: 'accent', word: 'Using add-on' },
}

const digits = new Intl.NumberFormat('en')

/** "1,234", or "Unlimited" for null. */
export const requests = (count: number | null): string =>
  count === null ? 'Unlimited' : digits.format(count)
