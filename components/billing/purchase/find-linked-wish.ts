import { z } from 'zod'
import { request } from '#components/api/request.ts'
import { catalogOffer } from '#lib/catalog/schemas.ts'
import { userAddonResponse } from '#lib/subscriptions/schemas.ts'
import type { Wish } from './purchase-flow-state.ts'

/**
 * What an address asks for. Of the billing page: `?renew={id}` from a reminder, `?addon={code}&quantity={n}` from an
 * offer, `?plan={code}`, with an add-on or without, from an upgrade. Of a key's page, from a limit that was reached:
 * `?buy={pack}` and `?tier={code}`.
 */
export type LinkedWish =
  | { renew: string }
  | { plan: string; addons: Record<string, number> }
  | { addon: string; quantity: number }
  | { pack: string }

/** Reads the address, or null when it asks for nothing. */
export function readLinkedWish(search: URLSearchParams): LinkedWish | null {
  const renew = search.get('renew')
  if (renew) return { renew }
  const pack = search.get('buy')
  if (pack) return { pack }
  const addon = search.get('addon')
  const quantity = /^[1-9]\d{0,5}$/.exec(search.get('quantity') ?? '')?.[0] ?? '1'
  const plan = search.get('plan') ?? search.get('tier')
  if (plan) return { plan, addons: addon ? { [addon]: Number(quantity) } : {} }
  return addon ? { addon, quantity: Number(quantity) } : null
}

/** What can be bought of it now, for the API key whose page it is (null: not a key's); a sentence when nothing can. */
export async function findLinkedWish(link: LinkedWish, apiKeyId: string | null): Promise<Wish | string> {
  if ('plan' in link) return { action: 'plan', ...link }
  if ('pack' in link) {
    if (apiKeyId === null) return 'Packs are bought for an API key, on its page'
    return { action: 'pack', apiKeyId, code: link.pack }
  }
  return 'renew' in link ? findRenewal(link.renew) : findOffer(link)
}

async function findOffer({
  addon: code,
  quantity,
}: {
  addon: string
  quantity: number
}): Promise<Wish | string> {
  const { data } = await request({ path: '/api/billing/catalog', schema: z.array(catalogOffer) })
  const offer = data.find((candidate) => candidate.code === code)
  if (!offer) return 'This add-on is not on sale'
  if (!offer.purchasable.allowed) return offer.purchasable.reason
  const { name, maxMore: max } = offer
  return { action: 'add', code, name, quantity: Math.min(quantity, max), max }
}

/** The next period of what is held; what has ended meanwhile can be bought again, as many as there were. */
async function findRenewal(id: string): Promise<Wish | string> {
  const held = (await heldAs('active')).find((addon) => addon.id === id)
  if (held) return { action: 'renew', code: held.addon_id, name: held.addon_name }
  const ended = (await heldAs('expired')).find((addon) => addon.id === id)
  if (!ended) return 'This add-on is not there to be renewed any more'
  const { addon_id: code, addon_name: name, quantity } = ended
  return { action: 'add', code, name, quantity, max: quantity }
}

async function heldAs(status: string) {
  const list = z.array(userAddonResponse)
  return (await request({ path: `/api/addons/my-addons?status=${status}`, schema: list })).data
}
