import { z } from 'zod'
import { newId } from '../../store/new-id.ts'
import { apiRoute } from '../api/api-route.ts'
import { createdFilters, listPage } from '../api/list-page.ts'
import { mergeMetadata } from '../api/merge-metadata.ts'
import {
  createdField,
  flag,
  ignored,
  metadata,
  nothing,
  pageFields,
  text,
  textOrNothing,
} from '../api/params.ts'
import { invalidRequest, noSuch } from '../api/stripe-error.ts'
import { type Product, productObject } from '../objects/catalog.ts'
import type { Act, StripeContext } from '../stripe-context.ts'

const details = {
  active: flag.optional(),
  description: textOrNothing.optional(),
  metadata: metadata.optional(),
  tax_code: ignored,
  unit_label: textOrNothing.optional(),
}

export function createProduct(
  act: Act,
  input: {
    readonly id?: string | undefined
    readonly name: string
    readonly active?: boolean | undefined
    readonly description?: string | null | undefined
    readonly metadata?: z.output<typeof metadata> | undefined
    readonly unit_label?: string | null | undefined
  },
): Product {
  const id = input.id ?? newId('prod_')
  if (act.products.find(id)) {
    throw invalidRequest(`Product already exists.`, 'id', 'resource_already_exists')
  }
  const product = productObject({
    id,
    active: input.active ?? true,
    created: act.now,
    default_price: null,
    description: input.description ?? null,
    metadata: mergeMetadata({}, input.metadata),
    name: input.name,
    unit_label: input.unit_label ?? null,
    updated: act.now,
  })
  act.products.insert(product, { active: product.active ? 1 : 0, created: act.now })
  return product
}

function requireProduct({ products }: StripeContext, id: string): Product {
  const product = products.find(id)
  if (!product) throw noSuch({ what: 'product', id })
  return product
}

export const productRoutes = [
  apiRoute({
    method: 'POST',
    path: '/v1/products',
    input: z.strictObject({ ...details, id: text.optional(), name: text }),
    run: (act, { input }) => createProduct(act, input),
  }),
  apiRoute({
    method: 'GET',
    path: '/v1/products',
    input: z.strictObject({
      ...pageFields,
      ...createdField,
      active: flag.optional(),
      ids: z.array(text).optional(),
    }),
    run: ({ products }, { input }) =>
      listPage(products, {
        url: '/v1/products',
        what: 'product',
        page: input,
        filters: {
          'active = ?': input.active === undefined ? undefined : Number(input.active),
          'id in (select value from json_each(?))': input.ids && JSON.stringify(input.ids),
          ...createdFilters(input.created),
        },
      }),
  }),
  apiRoute({
    method: 'GET',
    path: '/v1/products/:id',
    input: nothing,
    run: (act, { id }) => requireProduct(act, id),
  }),
  apiRoute({
    method: 'POST',
    path: '/v1/products/:id',
    input: z.strictObject({ ...details, name: text.optional(), default_price: text.optional() }),
    run: (act, { id, input }) => {
      const before = requireProduct(act, id)
      const { metadata: given, tax_code: _taxCode, ...changed } = input
      const product: Product = {
        ...before,
        ...changed,
        metadata: mergeMetadata(before.metadata, given),
        updated: act.now,
      }
      act.products.update(product, { active: product.active ? 1 : 0 })
      return product
    },
  }),
]
