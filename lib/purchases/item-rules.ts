import type { PlannedLine } from './change-rules.ts'

/** Something a provider bills, with our plan or add-on behind its price; null when the price is none of ours. */
export type BilledItem = {
  itemId: string
  priceId: string
  quantity: number
  planId: string | null
  addonId: string | null
}

export type ItemChange = { itemId: string | null; priceId: string; quantity: number }

/**
 * What the items of a provider's subscription become by a change. One item per plan and per add-on: more of what is
 * there raises its quantity, and never makes a second (S4.2). What is held keeps the price it was bought at.
 *
 * @param options.priceIds the provider's prices by our plans' and add-ons' ids
 */
export function changeItems(options: {
  items: readonly BilledItem[]
  lines: readonly Pick<PlannedLine, 'plan' | 'addon' | 'action' | 'quantity'>[]
  priceIds: ReadonlyMap<string, string>
}): ItemChange[] {
  return options.lines.flatMap((line) => {
    const item = options.items.find((found) =>
      line.addon ? found.addonId === line.addon.id : found.planId !== null,
    )
    const priceId = options.priceIds.get(line.addon?.id ?? line.plan?.id ?? '') ?? null
    if (line.plan) {
      // The plan everyone is on before buying one is not billed.
      if (line.plan.price === null || priceId === null) return item ? [{ ...pick(item), quantity: 0 }] : []
      return [{ itemId: item?.itemId ?? null, priceId, quantity: 1 }]
    }
    const more = line.action === 'reduce' ? -line.quantity : line.quantity
    if (item) return [{ ...pick(item), quantity: Math.max(0, item.quantity + more) }]
    return more > 0 && priceId !== null ? [{ itemId: null, priceId, quantity: more }] : []
  })
}

/** The items as they stand after the lines, one after the other. */
export function itemsAfter(options: {
  items: readonly BilledItem[]
  lines: readonly Pick<PlannedLine, 'plan' | 'addon' | 'action' | 'quantity'>[]
  priceIds: ReadonlyMap<string, string>
}): BilledItem[] {
  const { priceIds } = options
  return options.lines
    .reduce<readonly BilledItem[]>((items, line) => {
      const [change] = changeItems({ items, lines: [line], priceIds })
      if (!change) return items
      const owner = { planId: line.plan?.id ?? null, addonId: line.addon?.id ?? null }
      // A new item has no id yet; it is told from others by what it is for.
      const itemId = change.itemId ?? `new:${owner.planId ?? owner.addonId}`
      return [...items.filter((item) => item.itemId !== itemId), { ...change, itemId, ...owner }]
    }, options.items)
    .filter((item) => item.quantity > 0)
}

function pick({ itemId, priceId }: BilledItem) {
  return { itemId, priceId }
}
