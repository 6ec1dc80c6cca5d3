import { describe, expect, it } from 'vitest'
import { formatInstant } from './format-instant.ts'

describe('formatInstant', () => {
  it('shows the day of the given zone, not of the reader', () => {
    const iso = '2027-01-13T18:30:00Z'
    expect(formatInstant({ iso, timeZone: 'Asia/Kolkata' })).toBe('14 Jan 2027')
    expect(formatInstant({ iso, timeZone: 'UTC' })).toBe('13 Jan 2027')
  })

  it('names the zone where it names the hour', () => {
    const shown = formatInstant({ iso: '2027-01-13T18:30:00Z', timeZone: 'UTC', show: 'date-time' })
    expect(shown).toBe('13 Jan 2027, 18:30 UTC')
  })
})
