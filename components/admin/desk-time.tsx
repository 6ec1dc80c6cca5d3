import { DateTime } from '#components/ui/date-time.tsx'
import type { InstantStyle } from '#components/ui/format-instant.ts'

/** Instants at the desk are UTC, whoever sells: families of several zones stand in one list. */
export function DeskTime({ iso, show = 'date-time' }: { iso: string; show?: InstantStyle }) {
  return <DateTime iso={iso} timeZone="UTC" show={show} />
}
