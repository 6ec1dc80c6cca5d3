export type InstantStyle = 'day' | 'date' | 'date-time'

const options: Record<InstantStyle, Intl.DateTimeFormatOptions> = {
  day: { day: 'numeric', month: 'short' },
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  'date-time': {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  },
}

/** "14 Jan", "14 Jan 2027" or "14 Jan 2027, 05:30 GMT+5:30", in the given IANA zone. `iso` is a UTC instant. */
export function formatInstant({
  iso,
  timeZone,
  show = 'date',
}: {
  iso: string
  timeZone: string
  show?: InstantStyle
}): string {
  return new Intl.DateTimeFormat('en-GB', { ...options[show], timeZone }).format(new Date(iso))
}
