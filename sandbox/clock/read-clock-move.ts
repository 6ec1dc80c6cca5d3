import { invalidInput } from '../http/problem.ts'

const furthestYears = 10

/**
 * Reads `{"advance":"P1M"}` or `{"now":"2027-01-01T00:00:00Z"}` into the instant to move to.
 * Calendar durations count in UTC. Throws a `Problem` for anything else, and for a move backwards.
 */
export function readClockMove({
  body,
  now,
}: {
  readonly body: Readonly<Record<string, unknown>>
  readonly now: Temporal.Instant
}): Temporal.Instant {
  const unknown = Object.keys(body).filter((name) => name !== 'advance' && name !== 'now')
  if (unknown.length > 0) throw invalidInput(unknown.map((field) => ({ field, reason: 'unknown field' })))
  if ('advance' in body === 'now' in body) {
    throw invalidInput([
      { field: 'advance', reason: 'give either "advance" (ISO 8601 duration) or "now" (instant)' },
    ])
  }
  const field = 'advance' in body ? 'advance' : 'now'
  const target = field === 'advance' ? afterDuration({ text: body.advance, now }) : atInstant(body.now)
  if (Temporal.Instant.compare(target, now) < 0) {
    throw invalidInput([{ field, reason: `the clock only moves forward; it is ${now.toString()}` }])
  }
  const furthest = now.toZonedDateTimeISO('UTC').add({ years: furthestYears }).toInstant()
  if (Temporal.Instant.compare(target, furthest) > 0) {
    throw invalidInput([{ field, reason: `at most ${furthestYears} years in one move` }])
  }
  return target
}

function afterDuration({ text, now }: { text: unknown; now: Temporal.Instant }): Temporal.Instant {
  const reason = 'must be an ISO 8601 duration such as "P1M", "P3D" or "PT90M"'
  if (typeof text !== 'string') throw invalidInput([{ field: 'advance', reason }])
  try {
    return now.toZonedDateTimeISO('UTC').add(Temporal.Duration.from(text)).toInstant()
  } catch {
    throw invalidInput([{ field: 'advance', reason }])
  }
}

function atInstant(text: unknown): Temporal.Instant {
  const reason = 'must be an instant with its offset, such as "2027-01-01T00:00:00Z"'
  if (typeof text !== 'string') throw invalidInput([{ field: 'now', reason }])
  try {
    return Temporal.Instant.from(text)
  } catch {
    throw invalidInput([{ field: 'now', reason }])
  }
}
