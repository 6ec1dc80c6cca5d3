import { z } from 'zod'
import { mergeMetadata } from '../api/merge-metadata.ts'
import { flag, ignored, metadata, textOrNothing } from '../api/params.ts'
import type { Price } from '../objects/catalog.ts'
import type { Act } from '../stripe-context.ts'
import { takeLookupKey } from './take-lookup-key.ts'

/** What a price costs never changes: amount, currency and interval are unknown parameters here. */
export const updatePriceInput = z.strictObject({
  active: flag.optional(),
  lookup_key: textOrNothing.optional(),
  metadata: metadata.optional(),
  nickname: textOrNothing.optional(),
  tax_behavior: ignored,
  transfer_lookup_key: flag.optional(),
})

export function updatePrice(
  act: Act,
  { before, input }: { readonly before: Price; readonly input: z.output<typeof updatePriceInput> },
): Price {
  const { active = before.active, nickname = before.nickname, lookup_key = before.lookup_key } = input
  if (lookup_key !== null && lookup_key !== before.lookup_key) {
    takeLookupKey(act, { lookupKey: lookup_key, transfer: input.transfer_lookup_key ?? false })
  }
  const price: Price = {
    ...before,
    active,
    nickname,
    lookup_key,
    metadata: mergeMetadata(before.metadata, input.metadata),
  }
  act.prices.update(price, { active: active ? 1 : 0, lookup_key })
  showInItems(act, price)
  return price
}

/** Items carry their price whole, so they show what changed of it too. */
function showInItems(act: Act, price: Price): void {
  const where =
    "id in (select subscription from stripe_items) and instr(body, ?) > 0 and status <> 'canceled'"
  for (const subscription of act.subscriptions.list({ where, values: [price.id] })) {
    const data = subscription.items.data.map((item) =>
      item.price.id === price.id ? { ...item, price } : item,
    )
    act.subscriptions.update({ ...subscription, items: { ...subscription.items, data } })
  }
}
