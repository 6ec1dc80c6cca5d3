import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nextRenewalRun, RENEWAL_WINDOW, renewalRunAround } from './renewal-run-rules.ts'

const at = (text: string) => Temporal.Instant.from(text)

describe('S2.9 daily at 02:00, three days before', () => {
  const endsAt = at('2026-12-21T00:00:00Z')
  test.each([
    ['long before', '2026-11-21T10:00:00Z', '2026-12-18T02:00:00Z'],
    ['as the window opens', '2026-12-18T00:00:00Z', '2026-12-18T02:00:00Z'],
    ['at 02:00', '2026-12-18T02:00:00Z', '2026-12-18T02:00:00Z'],
    ['after it', '2026-12-18T02:00:01Z', '2026-12-19T02:00:00Z'],
    ['after the end', '2026-12-23T14:00:00Z', '2026-12-24T02:00:00Z'],
  ])('%s', (_, now, run) => {
    expect(nextRenewalRun({ endsAt, at: at(now), timeZone: 'UTC' }).toString()).toBe(run)
  })

  test('in the zone of whoever sells', () => {
    const kolkata = { endsAt: at('2026-12-20T18:30:00Z'), timeZone: 'Asia/Kolkata' }
    const run = nextRenewalRun({ ...kolkata, at: at('2026-12-01T00:00:00Z') })
    expect(run.toString()).toBe('2026-12-17T20:30:00Z')
  })

  test('where clocks skip 02:00, when they go on; where they have it twice, once', () => {
    const skipped = nextRenewalRun({
      endsAt: at('2027-03-31T22:00:00Z'),
      at: at('2027-03-28T00:00:00Z'),
      timeZone: 'Europe/Berlin',
    })
    expect(skipped.toString()).toBe('2027-03-29T00:00:00Z')
    expect(renewalRunAround(at('2027-03-28T01:00:00Z'), 'Europe/Berlin').toString()).toBe(
      '2027-03-28T01:00:00Z',
    )
    expect(renewalRunAround(at('2026-10-25T01:30:00Z'), 'Europe/Berlin').toString()).toBe(
      '2026-10-25T00:00:00Z',
    )
  })

  test('a run is never before it is asked for or before the window, and never later than a day after both', () => {
    const instant = fc.integer({ min: 1_700_000_000, max: 2_000_000_000 }).map((seconds) => seconds * 1000)
    const zone = fc.constantFrom('UTC', 'Asia/Kolkata', 'Europe/Berlin', 'America/New_York')
    fc.assert(
      fc.property(instant, instant, zone, (end, now, timeZone) => {
        const endsAt = Temporal.Instant.fromEpochMilliseconds(end)
        const asked = Temporal.Instant.fromEpochMilliseconds(now)
        const run = nextRenewalRun({ endsAt, at: asked, timeZone })
        const from = Math.max(now, endsAt.subtract(RENEWAL_WINDOW).epochMilliseconds)
        expect(run.epochMilliseconds).toBeGreaterThanOrEqual(from)
        expect(run.epochMilliseconds - from).toBeLessThanOrEqual(25 * 3_600_000)
        expect(renewalRunAround(run, timeZone).equals(run)).toBe(true)
      }),
    )
  })
})
