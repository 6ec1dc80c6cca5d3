import { expect, test } from 'vitest'
import { daySegments } from './day-segments.ts'

const part = (used: number, limit: number | null) => ({ used, limit, remaining: null })

test('S2.12 the bar is the tier, then packs, each filled by what it gave', () => {
  expect(daySegments({ base: part(100, 100), addOn: part(50, 300) })).toMatchObject([
    { key: 'base', width: 25, filled: 100 },
    { key: 'packs', width: 75, filled: expect.closeTo(16.67, 1) },
  ])
  // After a change to a higher tier at noon the tier has some left though packs gave.
  expect(daySegments({ base: part(100, 500), addOn: part(50, 100) })).toMatchObject([
    { filled: 20 },
    { filled: 50 },
  ])
  // After one to a lower tier, more was used than it has.
  expect(daySegments({ base: part(400, 100), addOn: part(0, 0) })).toMatchObject([
    { width: 100, filled: 100 },
  ])
})

test('S2.1 without a limit there is no bar', () => {
  expect(daySegments({ base: part(9, null), addOn: part(0, 0) })).toBeNull()
})
