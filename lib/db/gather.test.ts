import { describe, expect, test } from 'vitest'
import { gather } from './gather.ts'

describe('gathering', () => {
  test('who asks at the same time goes together, one batch under way at a time', async () => {
    const batches: number[][] = []
    let under = 0
    const ask = gather(
      async (items: number[]) => {
        expect(++under).toBe(1)
        batches.push(items)
        await new Promise((resolve) => setImmediate(resolve))
        under -= 1
        return items.map((item) => item * 2)
      },
      { most: 3 },
    )
    const first = Promise.all([1, 2].map(ask))
    const later = first.then(() => ask(8))
    expect(await Promise.all([...[3, 4, 5].map(ask), later])).toEqual([6, 8, 10, 16])
    expect(await first).toEqual([2, 4])
    expect(batches).toEqual([
      [1, 2, 3],
      [4, 5, 8],
    ])
  })

  test('a second piece of work is begun only when enough are waiting', async () => {
    let under = 0
    const ask = gather(
      async (items: number[]) => {
        under += 1
        const seen = [under, items.length]
        await new Promise((resolve) => setTimeout(resolve, 1))
        under -= 1
        return items.map(() => seen)
      },
      { most: 4, enough: 3 },
    )
    const waves = Array.from({ length: 12 }, (_, index) => ask(index))
    const seen = await Promise.all(waves)
    expect(Math.max(...seen.map(([count = 0]) => count))).toBe(2)
    const few = await Promise.all([ask(1), ask(2)])
    expect(few).toEqual([
      [1, 2],
      [1, 2],
    ])
  })

  test('a batch that fails fails for those in it, and for nobody after', async () => {
    let fails = true
    const ask = gather(
      async (items: string[]) => {
        if (fails) throw new Error('down')
        return items
      },
      { most: 10 },
    )
    expect((await Promise.allSettled([ask('a'), ask('b')])).map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
    ])
    fails = false
    expect(await ask('c')).toBe('c')
  })

  test('an answer too few is nobody’s answer', async () => {
    const ask = gather(async (items: number[]) => items.slice(1), { most: 10 })
    await expect(Promise.all([ask(1), ask(2)])).rejects.toThrow('no answer for everybody')
  })
})
