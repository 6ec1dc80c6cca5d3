import { isObject } from '../http/read-body.ts'
import { newId } from '../store/new-id.ts'
import type { OrderEntity } from './entities.ts'
import { type RazorpayContext, unixSeconds } from './razorpay-context.ts'
import { invalidField } from './razorpay-error.ts'
import { type Input, readCurrency, readInteger, readNotes, readOrderAmount, readText } from './read-input.ts'

export const orderFields = [
  'amount',
  'currency',
  'receipt',
  'notes',
  'payment',
  'payment_capture',
  'partial_payment',
  'method',
  'customer_id',
] as const

const threeDaysMs = 3 * 24 * 60 * 60 * 1000

export function createOrder(
  context: RazorpayContext,
  { input, now }: { readonly input: Input; readonly now: Temporal.Instant },
): OrderEntity {
  const currency = readCurrency(input)
  const amount = readOrderAmount(input, currency)
  const created_at = unixSeconds(now)
  if (input.partial_payment === true) {
    throw invalidField('partial_payment', 'Partial payment is not enabled for the account.')
  }
  const order: OrderEntity = {
    id: newId('order_'),
    entity: 'order',
    amount,
    amount_paid: 0,
    amount_due: amount,
    currency,
    receipt: readText(input, 'receipt', 40),
    offer_id: null,
    status: 'created',
    attempts: 0,
    notes: readNotes(input),
    created_at,
  }
  context.orders.insert(order, { receipt: order.receipt, created_at, ...readCapture(input) })
  return order
}

/**
 * `payment: {capture, capture_options}` or the older `payment_capture`; automatic when neither is given.
 * `uncaptured_ms` is how long an authorized payment may stay uncaptured before it is refunded: 3 days.
 */
function readCapture(input: Input): { capture: 'automatic' | 'manual'; uncaptured_ms: number } {
  const { payment, payment_capture } = input
  if (payment === undefined) {
    const manual = payment_capture === false || payment_capture === 0 || payment_capture === '0'
    return { capture: manual ? 'manual' : 'automatic', uncaptured_ms: threeDaysMs }
  }
  if (!isObject(payment)) throw invalidField('payment', 'The payment must be an array.')
  const { capture = 'automatic', capture_options } = payment
  if (capture !== 'automatic' && capture !== 'manual') {
    throw invalidField('payment.capture', 'The selected capture is invalid.')
  }
  return { capture, uncaptured_ms: readExpiry(capture_options) }
}

function readExpiry(options: unknown): number {
  if (options === undefined || options === null) return threeDaysMs
  if (!isObject(options))
    throw invalidField('payment.capture_options', 'The capture options must be an array.')
  if (options.manual_expiry_period === undefined) return threeDaysMs
  const minutes = readInteger(options, 'manual_expiry_period')
  if (minutes < 1 || minutes > 7200) {
    throw invalidField('manual_expiry_period', 'The manual expiry period must be between 1 and 7200.')
  }
  return Math.min(minutes * 60_000, threeDaysMs)
}
