import { formatInstant } from '#components/ui/format-instant.ts'
import type { Analytics } from '#lib/analytics/schemas.ts'

type Named = { start: string; end: string }

/** How a bucket is called, in UTC: "12 Nov", "9–15 Nov", "Nov 2026". */
export function bucketName({ start, end }: Named, bucket: Analytics['bucket']): string {
  switch (bucket) {
    case 'day':
      return formatInstant({ iso: start, timeZone: 'UTC', show: 'day' })
    case 'week':
      return day.formatRange(new Date(start), new Date(Date.parse(end) - 1))
    case 'month':
      return month.format(new Date(start))
    default:
      return bucket satisfies never
  }
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
const month = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' })
