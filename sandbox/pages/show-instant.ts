import { html, type Markup } from '../http/html.ts'

const format = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZone: 'UTC',
})

/** "14 Jan 2027, 09:30:12", in UTC, with the exact instant for machines. */
export function showInstant(instant: Temporal.Instant): Markup {
  const text = format.format(instant.epochMilliseconds)
  return html`<time datetime="${instant.toString()}" title="${instant.toString()}">${text}</time>`
}

export function showMs(ms: number): Markup {
  return showInstant(Temporal.Instant.fromEpochMilliseconds(ms))
}

export function showSeconds(seconds: number): Markup {
  return showMs(seconds * 1000)
}
