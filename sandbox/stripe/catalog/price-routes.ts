import { z } from 'zod'
import { apiRoute } from '../api/api-route.ts'
import { listPage } from '../api/list-page.ts'
import { currency, flag, integer, nothing, oneOf, pageFields, text } from '../api/params.ts'
import { noSuch } from '../api/stripe-error.ts'
import type { Price } from '../objects/catalog.ts'
import type { StripeContext } from '../stripe-context.ts'
import { createPrice, createPriceInput } from './create-price.ts'
import { updatePrice, updatePriceInput } from './update-price.ts'

function requireById({ prices }: StripeContext, id: string): Price {
  const price = prices.find(id)
  if (!price) throw noSuch({ what: 'price', id, param: 'price' })
  return price
}

export const priceRoutes = [
  apiRoute({
    method: 'POST',
    path: '/v1/prices',
    input: createPriceInput,
    run: (act, { input }) => createPrice(act, input),
  }),
  apiRoute({
    method: 'GET',
    path: '/v1/prices',
    input: z.strictObject({
      ...pageFields,
      active: flag.optional(),
      currency: currency.optional(),
      lookup_keys: z.array(text).max(10).optional(),
      product: text.optional(),
      recurring: z.strictObject({ interval: text.optional(), usage_type: text.optional() }).optional(),
      type: oneOf(['recurring', 'one_time']).optional(),
      created: integer.optional(),
    }),
    run: ({ prices }, { input }) =>
      listPage(prices, {
        url: '/v1/prices',
        what: 'price',
        page: input,
        filters: {
          'active = ?': input.active === undefined ? undefined : Number(input.active),
          'currency = ?': input.currency,
          'product = ?': input.product,
          'type = ?': input.type,
          "json_extract(body, '$.created') = ?": input.created,
          "json_extract(body, '$.recurring.interval') = ?": input.recurring?.interval,
          "json_extract(body, '$.recurring.usage_type') = ?": input.recurring?.usage_type,
          'lookup_key in (select value from json_each(?))':
            input.lookup_keys && JSON.stringify(input.lookup_keys),
        },
      }),
  }),
  apiRoute({
    method: 'GET',
    path: '/v1/prices/:id',
    input: nothing,
    run: (act, { id }) => requireById(act, id),
  }),
  apiRoute({
    method: 'POST',
    path: '/v1/prices/:id',
    input: updatePriceInput,
    run: (act, { id, input }) => updatePrice(act, { before: requireById(act, id), input }),
  }),
]
