import { invalidRequest, StripeError } from '../api/stripe-error.ts'

/** The documented refusals around subscriptions, word for word where the words are known. */

export function duplicatePrice({
  price,
  item,
}: {
  readonly price: string
  readonly item: string
}): StripeError {
  const message =
    `A new item with Price ${price} can't be added to this Subscription because an existing Subscription Item ` +
    `${item} is already using that Price. If you want to update the existing item (e.g., to adjust the quantity), ` +
    "pass the existing Subscription Item's `id` in your update request: " +
    'https://stripe.com/docs/api/subscriptions/update#update_subscription-items-id'
  return invalidRequest(message, 'plan')
}

export function samePriceTwice(price: string): StripeError {
  return invalidRequest(
    `Cannot create a Subscription with multiple Subscription Items with the same Price: ${price}`,
    'items',
  )
}

export function otherCurrency(input: {
  readonly price: string
  readonly expected: string
  readonly param: string
}): StripeError {
  const message =
    `The price specified only supports \`${input.price}\`. This doesn't match the expected currency: ` +
    `\`${input.expected}\`.`
  return invalidRequest(message, input.param)
}

export function otherInterval(param: string): StripeError {
  const message =
    'Currently, all prices on a subscription must have the same `recurring.interval` and ' +
    '`recurring.interval_count`. If you meant to update an existing subscription item instead of creating a new ' +
    'one, make sure to include the subscription item ID in your request. See examples at ' +
    'https://stripe.com/docs/billing/subscriptions/upgrade-downgrade#changing.'
  return invalidRequest(message, param)
}

export function noPaymentMethod(): StripeError {
  const message =
    'This customer has no attached payment source or default payment method. Please consider adding a default ' +
    'payment method. For more information, visit ' +
    'https://stripe.com/docs/billing/subscriptions/payment-methods-setting#payment-method-priority.'
  return new StripeError({ message, code: 'resource_missing' })
}

export function subscriptionCanceled(): StripeError {
  return invalidRequest('A canceled subscription can only update its cancellation_details and metadata.')
}

export function tooManyItems(): StripeError {
  return invalidRequest('A subscription can have at most 20 items.', 'items')
}

export function noItemLeft(): StripeError {
  const message =
    'A subscription must have at least one active plan. To cancel a subscription, please use the cancel API ' +
    'endpoint instead.'
  return invalidRequest(message, 'items')
}

export function notPendable(params: readonly string[]): StripeError {
  const message =
    'When `payment_behavior` is set to `pending_if_incomplete`, you can only pass parameters that pending updates ' +
    `support. Not supported: ${params.map((param) => `\`${param}\``).join(', ')}. See ` +
    'https://stripe.com/docs/billing/subscriptions/pending-updates-reference'
  return invalidRequest(message, params[0])
}
