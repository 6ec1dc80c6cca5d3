import { describe, expect, test } from 'vitest'
import { daysLeft, timeLeft } from './time-left.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe('S2.12 how long it is until a day or a pack is over', () => {
  test.each([
    [0, 'less than a minute'],
    [MINUTE - 1, 'less than a minute'],
    [48 * MINUTE, '48 min'],
    [5 * HOUR, '5 h'],
    [5 * HOUR + 12 * MINUTE + 59_000, '5 h 12 min'],
  ])('%i ms: %s', (ms, words) => expect(timeLeft(ms)).toBe(words))

  test.each([
    [3 * HOUR, '3 h'],
    [24 * HOUR, '1 day'],
    [23.9 * 24 * HOUR, '23 days'],
  ])('%i ms: %s', (ms, words) => expect(daysLeft(ms)).toBe(words))
})
