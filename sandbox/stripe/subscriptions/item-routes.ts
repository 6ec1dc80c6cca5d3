import { z } from 'zod'
import { apiRoute } from '../api/api-route.ts'
import { nothing, pageFields, text } from '../api/params.ts'
import { slicePage } from '../api/slice-page.ts'
import type { SubscriptionItem } from '../objects/subscription.ts'
import type { Act } from '../stripe-context.ts'
import type { ItemChange } from './plan-items.ts'
import { requireItem, requireSubscription } from './require-subscription.ts'
import { createItemInput, deleteItemInput, updateItemInput } from './subscription-input.ts'
import { updateSubscription } from './update-subscription.ts'

type Terms = Omit<z.output<typeof deleteItemInput>, 'clear_usage'>

/** An item's own endpoints are changes of its subscription by another door. */
function change(
  act: Act,
  input: { readonly subscription: string; readonly item: ItemChange } & { readonly terms: Terms },
): readonly SubscriptionItem[] {
  const { subscription: id, item, terms } = input
  const { metadata, ...rest } = item
  // Without metadata at all it may wait to be paid.
  const items = [{ ...rest, ...(metadata === undefined ? {} : { metadata }) }] as ItemInput[]
  const after = updateSubscription(act, { id, input: { ...terms, items } })
  return [...after.items.data, ...(after.pending_update?.subscription_items ?? [])]
}

type ItemInput = NonNullable<Parameters<typeof updateSubscription>[1]['input']['items']>[number]

export const itemRoutes = [
  apiRoute({
    method: 'POST',
    path: '/v1/subscription_items',
    input: createItemInput,
    run: (act, { input }) => {
      const { subscription, price, quantity, metadata, ...terms } = input
      requireSubscription(act, { id: subscription, param: 'subscription', status: 400 })
      const items = change(act, { subscription, item: { price, quantity, metadata }, terms })
      return items.findLast((item) => item.price.id === price) ?? {}
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/v1/subscription_items',
    input: z.strictObject({ ...pageFields, subscription: text }),
    run: (act, { input }) => {
      const { items } = requireSubscription(act, {
        id: input.subscription,
        param: 'subscription',
        status: 400,
      })
      return slicePage(items.data, { url: '/v1/subscription_items', page: input })
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/v1/subscription_items/:id',
    input: nothing,
    run: (act, { id }) => requireItem(act, id).item,
  }),
  apiRoute({
    method: 'POST',
    path: '/v1/subscription_items/:id',
    input: updateItemInput,
    run: (act, { id, input }) => {
      const { price, quantity, metadata, off_session: _session, ...terms } = input
      const { subscription, item } = requireItem(act, id)
      const items = change(act, {
        subscription: subscription.id,
        item: { id, price, quantity, metadata },
        terms,
      })
      return items.find((candidate) => candidate.id === id) ?? item
    },
  }),
  apiRoute({
    method: 'DELETE',
    path: '/v1/subscription_items/:id',
    input: deleteItemInput,
    run: (act, { id, input }) => {
      const { clear_usage: _usage, ...terms } = input
      const { subscription } = requireItem(act, id)
      change(act, { subscription: subscription.id, item: { id, deleted: true }, terms })
      return { id, object: 'subscription_item', deleted: true }
    },
  }),
]
