import { invalidRequest, noSuch } from '../api/stripe-error.ts'
import type { Price, Recurring } from '../objects/catalog.ts'
import type { StripeContext } from '../stripe-context.ts'

export type RecurringPrice = Price & { readonly recurring: Recurring }

function requirePrice(
  { prices }: StripeContext,
  { id, param }: { readonly id: string; readonly param: string },
): Price {
  const price = prices.find(id)
  if (!price) throw noSuch({ what: 'price', id, param, status: 400 })
  return price
}

/** A price that can be taken up now. */
export function requireActivePrice(
  context: StripeContext,
  input: { readonly id: string; readonly param: string },
): Price {
  const price = requirePrice(context, input)
  if (!price.active) {
    throw invalidRequest(
      'The price specified is inactive. This field only accepts active prices.',
      input.param,
    )
  }
  return price
}

export function requireRecurringPrice(
  context: StripeContext,
  input: { readonly id: string; readonly param: string },
): RecurringPrice {
  const price = requireActivePrice(context, input)
  const { recurring } = price
  if (recurring) return { ...price, recurring }
  const message = `The price specified is set to \`type=one_time\` but this field only accepts prices with \`type=recurring\`.`
  throw invalidRequest(message, input.param)
}
