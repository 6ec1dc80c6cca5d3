import type { z } from 'zod'
import { newId } from '../../store/new-id.ts'
import { mergeMetadata } from '../api/merge-metadata.ts'
import { invalidRequest } from '../api/stripe-error.ts'
import { createPrice } from '../catalog/create-price.ts'
import { requireActivePrice } from '../catalog/require-price.ts'
import { productName } from '../invoices/line-drafts.ts'
import type { Price } from '../objects/catalog.ts'
import type { SessionLine } from '../objects/checkout-session.ts'
import type { Act } from '../stripe-context.ts'
import { samePriceTwice } from '../subscriptions/refusals.ts'
import type { LineInput, sessionInput } from './session-input.ts'

/** What a session is about to sell; a mode takes only the prices that fit it. */
export function buildLines(act: Act, input: z.output<typeof sessionInput>): SessionLine[] {
  const { mode, line_items: given = [] } = input
  if (mode === 'setup') return []
  if (given.length === 0) {
    const message = `\`line_items\` is required in \`${mode}\` mode.`
    throw invalidRequest(message, 'line_items', 'parameter_missing')
  }
  const lines = given.map((line, index) => buildLine(act, { line, param: `line_items[${index}]` }))
  const [first] = lines
  for (const [index, { price }] of lines.entries()) {
    if (price.currency !== first?.currency) {
      throw invalidRequest('All prices on a Checkout Session must have the same currency.', 'line_items')
    }
    const before = lines.findIndex((line) => line.price.id === price.id)
    if (mode === 'subscription' && before < index) throw samePriceTwice(price.id)
    if (mode === 'payment' && price.type === 'recurring') {
      const message =
        'You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use ' +
        'only one-time prices.'
      throw invalidRequest(message, 'line_items')
    }
    if (mode === 'subscription' && price.type !== 'recurring') {
      const message = 'The sandbox sells only recurring prices in `subscription` mode.'
      throw invalidRequest(message, 'line_items')
    }
  }
  return lines
}

function buildLine(
  act: Act,
  { line, param }: { readonly line: LineInput; readonly param: string },
): SessionLine {
  const { quantity = 1 } = line
  const price = priceOf(act, { line, param })
  const amount = price.unit_amount * quantity
  return {
    id: newId('li_1', 23),
    object: 'item',
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency: price.currency,
    description: productName(act, price),
    metadata: mergeMetadata({}, line.metadata),
    price,
    quantity,
  }
}

function priceOf(act: Act, { line, param }: { readonly line: LineInput; readonly param: string }): Price {
  if (line.price !== undefined) return requireActivePrice(act, { id: line.price, param: `${param}[price]` })
  if (!line.price_data) {
    const message = `Missing required param: ${param}[price].`
    throw invalidRequest(message, `${param}[price]`, 'parameter_missing')
  }
  const { product_data, ...data } = line.price_data
  const { name, metadata } = product_data ?? {}
  return createPrice(act, { ...data, ...(name ? { product_data: { name, metadata } } : {}) })
}
