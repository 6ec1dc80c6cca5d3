import { describe, expect, test } from 'vitest'
import { gather } from './gather.ts'

describe('gathering', () => {
  test('who asks at the same time goes together, one batch under way at a time', async () => {
    const batches: number[][] = []
    let under = 0
    const ask = gather(async (items: number[]) => {
      expect(++under).toBe(1)
      batches.push(items)
      await new Promise((resolve) => setImmediate(resolve))
      under -= 1
      return items.map((item) => item * 2)
    }, 3)
    const first = Promise.all([1, 2].map(ask))
    const later = first.then(() => ask(8))
    expect(await Promise.all([...[3, 4, 5].map(ask), later])).toEqual([6, 8, 10, 16])
    expect(await first).toEqual([2, 4])
    expect(batches).toEqual([[1, 2, 3], [4, 5], [8]])
  })

  test('a batch that fails fails for those in it, and for nobody after', async () => {
    let fails = true
    const ask = gather(async (items: string[]) => {
      if (fails) throw new Error('down')
      return items
    }, 10)
    expect((await Promise.allSettled([ask('a'), ask('b')])).map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
    ])
    fails = false
    expect(await ask('c')).toBe('c')
  })

  test('an answer too few is nobody’s answer', async () => {
    const ask = gather(async (items: number[]) => items.slice(1), 10)
    await expect(Promise.all([ask(1), ask(2)])).rejects.toThrow('no answer for everybody')
  })
})
