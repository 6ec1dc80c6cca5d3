import type Razorpay from 'razorpay'
import { call } from './call.ts'
import { collectionOf, orderObject } from './objects.ts'

/** Razorpay refuses receipts longer than this. */
const RECEIPT_LENGTH = 40

/**
 * Orders have no idempotency key: the receipt is ours, so an order that an earlier, unanswered call made is found by
 * it before another one is made.
 */
export async function openOrder(
  razorpay: Razorpay,
  order: { reference: string; amountMinor: bigint; currency: string; description: string },
): Promise<{ orderId: string }> {
  if (order.reference.length > RECEIPT_LENGTH) throw new RangeError(`receipt longer than ${RECEIPT_LENGTH}`)
  const found = await findOrder(razorpay, order.reference)
  if (found) return { orderId: found }
  const created = await call(() =>
    razorpay.orders.create({
      amount: Number(order.amountMinor),
      currency: order.currency,
      receipt: order.reference,
      notes: { purchase: order.reference, description: order.description.slice(0, 256) },
    }),
  )
  return { orderId: orderObject.parse(created).id }
}

async function findOrder(razorpay: Razorpay, receipt: string): Promise<string | null> {
  const found = await call(() => razorpay.orders.all({ receipt }))
  const { items } = collectionOf(orderObject).parse(found)
  return items.find((item) => item.receipt === receipt)?.id ?? null
}
