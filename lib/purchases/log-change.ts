import { log } from '#lib/http/log.ts'
import type { ItemChange } from './item-rules.ts'

/**
 * What is about to happen to the items of a provider's subscription, in the words operators of the seed's system look
 * for (S4.6).
 */
export function logChange(options: {
  provider: string
  items: readonly { itemId: string; priceId: string; quantity: number }[]
  changes: readonly ItemChange[]
  requestId: string | undefined
}): void {
  const { items, changes, requestId } = options
  const name = `${options.provider.charAt(0).toUpperCase()}${options.provider.slice(1)}`
  const say = (message: string) => log().info({ requestId }, `[BILLING] ${message}`)
  const note = (why: string) => say(`NOTE: ${name} will charge prorated amount immediately for ${why}`)
  say(`Existing subscription items: [${items.map((item) => `'${item.priceId}'`).join(', ')}]`)
  for (const [index, change] of changes.entries()) {
    const item = items.find((found) => found.itemId === change.itemId)
    const wanted = `price_id=${change.priceId}, quantity=${Math.abs(change.quantity - (item?.quantity ?? 0))}`
    say(`Processing addon item ${index + 1}/${changes.length}: ${wanted}`)
    if (!item) {
      say(`Adding new addon item: ${wanted}`)
      note('new addon')
      continue
    }
    const from = `(item_id=${item.itemId}), updating quantity from ${item.quantity} to ${change.quantity}`
    say(`Addon already exists ${from}`)
    if (change.quantity > item.quantity) note('quantity increase')
  }
}

/** That a change has been written down, with what is held by now. */
export function logSynced(options: {
  held: readonly { type: string; quantity: number; added: boolean }[]
  requestId: string | undefined
}): void {
  const { held, requestId } = options
  const say = (message: string) => log().info({ requestId }, `[BILLING] ${message}`)
  for (const { type, quantity } of held) say(`Syncing addon to DB: type=${type}, quantity=${quantity}`)
  const added = held.filter((addon) => addon.added).length
  say(`Successfully processed ${held.length} add-on items: ${added} added, ${held.length - added} updated`)
}
