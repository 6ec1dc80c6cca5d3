/** `2026-11-21` → "21 Nov 2026". */
export function dayInWords(day: string): string {
  const options = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat('en-GB', options).format(new Date(`${day}T00:00:00Z`))
}

/** The day of an instant in a zone, as ISO 8601 writes it. */
export function dayOf(at: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString()
}

/**
 * "21 Nov 2026 – 20 Dec 2026": the days a line is about, the last one included. Null where it is about none.
 */
export function periodInWords(
  period: { periodStart: Date | null; periodEnd: Date | null },
  timeZone: string,
): string | null {
  const { periodStart, periodEnd } = period
  if (periodStart === null) return null
  const first = dayOf(periodStart, timeZone)
  if (periodEnd === null || periodEnd <= periodStart) return dayInWords(first)
  const last = dayOf(new Date(periodEnd.getTime() - 1), timeZone)
  return first === last ? dayInWords(first) : `${dayInWords(first)} – ${dayInWords(last)}`
}

/** CGST at 900 → "CGST 9 %". */
export function rateInWords(tax: { name: string; rateBasisPoints: number }): string {
  return `${tax.name} ${tax.rateBasisPoints / 100} %`
}
