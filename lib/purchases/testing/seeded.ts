import { setTimeout as wait } from 'node:timers/promises'

/** Chance that can be repeated: the same seed, the same numbers from 0 to 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** The same things in another order. */
export function shuffled<Item>(items: readonly Item[], chance: () => number): Item[] {
  return items
    .map((item) => ({ item, place: chance() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item)
}

/** Starts everything, in another order for every seed and up to a few milliseconds apart, and waits for all of it. */
export async function race<Result>(
  starters: readonly (() => Promise<Result>)[],
  seed: number,
): Promise<PromiseSettledResult<Result>[]> {
  const chance = seeded(seed)
  const spread = seed % 3 === 0 ? 0 : 12
  return Promise.allSettled(
    shuffled(starters, chance).map(async (start) => {
      const ahead = Math.floor(chance() * spread)
      if (ahead > 0) await wait(ahead)
      return start()
    }),
  )
}

/** What was refused or broke, in words. */
export function failuresOf(results: readonly PromiseSettledResult<unknown>[]): string[] {
  return results.flatMap((result) => (result.status === 'rejected' ? [String(result.reason)] : []))
}

/** The same things in every order. */
export function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length < 2) return [[...items]]
  return items.flatMap((item, index) =>
    permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]),
  )
}

/**
 * Every order of some messages that can make a difference: a message says nothing but what to look at, so of orders
 * that look at the same things in the same turn one stands for all.
 */
export function tellingOrders<Item>(items: readonly Item[], looksAt: (item: Item) => string): Item[][] {
  const bySight = new Map<string, Item[]>()
  for (const order of permutations(items)) bySight.set(order.map(looksAt).join(' '), order)
  return [...bySight.values()]
}
