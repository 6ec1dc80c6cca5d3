import type { z } from 'zod'
import { call } from './call.ts'
import { collectionOf } from './objects.ts'

/** The most Razorpay answers at once. */
const PAGE = 100

/**
 * Every item of a list that Razorpay answers newest first and in pages, as long as `isWanted` says that older ones
 * still matter.
 */
export async function listAll<Item extends z.ZodType>(options: {
  item: Item
  fetch: (page: { count: number; skip: number }) => Promise<unknown>
  isWanted?: (item: z.infer<Item>) => boolean
}): Promise<z.infer<Item>[]> {
  const { item, fetch, isWanted = () => true } = options
  const found: z.infer<Item>[] = []
  for (let skip = 0; ; skip += PAGE) {
    const answer = await call(() => fetch({ count: PAGE, skip }))
    const { items } = collectionOf(item).parse(answer)
    found.push(...items.filter(isWanted))
    if (items.length < PAGE || !items.every(isWanted)) return found
  }
}
