import type { Plan } from '#lib/catalog/catalog.ts'
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
      if (isFree(line.plan) || priceId === null) return item ? [{ ...pick(item), quantity: 0 }] : []
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

/** What has to change for the items to be of a shape: so many of each plan and add-on, by their ids. */
export function reshapeItems(options: {
  items: readonly BilledItem[]
  shape: ReadonlyMap<string, number>
  priceIds: ReadonlyMap<string, string>
  /** Which of the ids are plans: one takes the place of another. */
  planIds: ReadonlySet<string>
}): ItemChange[] {
  const { items, shape, priceIds } = options
  const ownerOf = (item: BilledItem) => item.addonId ?? item.planId ?? ''
  const plan = items.find((item) => item.planId !== null)
  const known = items
    .filter((item) => item.addonId !== null)
    .map((item) => ({ ...pick(item), before: item.quantity, quantity: shape.get(ownerOf(item)) ?? 0 }))
  const wanted = [...shape].filter(([owner]) => !items.some((item) => ownerOf(item) === owner))
  const added = wanted.flatMap(([owner, quantity]) => {
    const priceId = priceIds.get(owner)
    return priceId && quantity > 0 ? [{ owner, priceId, quantity }] : []
  })
  const changes: ItemChange[] = known
    .filter((change) => change.quantity !== change.before)
    .map(({ before: _, ...change }) => change)
  const planGoes = plan && !shape.has(ownerOf(plan))
  const other = added.find(({ owner }) => options.planIds.has(owner))
  for (const { owner, ...change } of added) {
    if (owner !== other?.owner) changes.push({ itemId: null, ...change })
  }
  if (other) changes.push({ itemId: planGoes ? plan.itemId : null, priceId: other.priceId, quantity: 1 })
  else if (planGoes) changes.push({ ...pick(plan), quantity: 0 })
  return changes
}

/** What costs nothing is not billed. */
function isFree(plan: Plan): boolean {
  return plan.price === null || plan.price.amountMinor === 0n
}

function pick({ itemId, priceId }: BilledItem) {
  return { itemId, priceId }
}
