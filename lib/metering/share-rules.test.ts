import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { leftAfter, sharesOf, withoutUnit } from './share-rules.ts'
import { play, scenario } from './testing/play.ts'

describe('S2.3 callers of one batch', () => {
  test('are told what each would have been told alone, in their order', () => {
    fc.assert(
      fc.property(scenario, (options) => {
        const { limits, alone, batch } = play(options)
        const shareOf = sharesOf(limits, batch)
        for (const [index, expected] of alone.entries()) {
          const share = shareOf(index)
          expect(share?.source ?? null).toEqual(expected.source)
          expect(share?.left ?? leftAfter(limits, batch)).toEqual(expected.left)
        }
      }),
      { numRuns: 1_000 },
    )
  })

  test('nothing is ever left below nothing, the total is the sum, and no ceiling is passed', () => {
    fc.assert(
      fc.property(scenario, (options) => {
        const { limits, alone, batch } = play(options)
        for (const { left } of alone) {
          for (const value of Object.values(left)) if (value !== null) expect(value).toBeGreaterThanOrEqual(0)
          const { base, packs, total } = left
          expect(total).toBe(base === null || packs === null ? null : base + packs)
        }
        if (batch.ceilingLeft !== null) {
          expect(leftAfter(limits, batch).total).toBeLessThanOrEqual(batch.ceilingLeft)
        }
      }),
    )
  })

  test('a unit given back is there again', () => {
    const left = { base: 0, packs: 4, total: 4 }
    expect(withoutUnit({ source: { kind: 'pack', id: 'a' }, left })).toEqual({ base: 0, packs: 5, total: 5 })
    expect(withoutUnit({ source: { kind: 'base' }, left })).toEqual({ base: 1, packs: 4, total: 5 })
    const endless = { base: null, packs: 0, total: null }
    expect(withoutUnit({ source: { kind: 'base' }, left: endless })).toEqual(endless)
  })
})
