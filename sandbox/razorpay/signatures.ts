import { createHmac } from 'node:crypto'

/** What Checkout hands to the page: hex HMAC-SHA256 of `order_id|payment_id` with the key secret. */
export function paymentSignature(input: {
  readonly orderId: string
  readonly paymentId: string
  readonly keySecret: string
}): string {
  return createHmac('sha256', input.keySecret).update(`${input.orderId}|${input.paymentId}`).digest('hex')
}

/** The same for a mandate, the other way round: `payment_id|subscription_id`. */
export function approvalSignature(input: {
  readonly subscriptionId: string
  readonly paymentId: string
  readonly keySecret: string
}): string {
  return createHmac('sha256', input.keySecret)
    .update(`${input.paymentId}|${input.subscriptionId}`)
    .digest('hex')
}

/** `X-Razorpay-Signature`: hex HMAC-SHA256 of the raw body with the webhook secret. */
export function webhookSignature(input: { readonly body: string; readonly webhookSecret: string }): string {
  return createHmac('sha256', input.webhookSecret).update(input.body).digest('hex')
}
