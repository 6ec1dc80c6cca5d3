import type { shownDelivery } from '../control/webhook-routes.ts'
import type { CheckoutFailure, CheckoutSuccess } from '../razorpay/checkout/checkout-answer.ts'
import type { OrderEntity, PaymentEntity } from '../razorpay/entities.ts'
import type { TestSandbox } from './open-test-sandbox.ts'

export type ShownDelivery = ReturnType<typeof shownDelivery>
export type ProblemBody = {
  readonly code: string
  readonly detail: string
  readonly errors?: readonly { readonly field: string; readonly reason: string }[]
}

/** An order made through the SDK: ₹358.00 unless told otherwise. */
export async function placeOrder(sandbox: TestSandbox, overrides: object = {}): Promise<OrderEntity> {
  const order = await sandbox.sdk.orders.create({ amount: 35_800, currency: 'INR', ...overrides })
  return order as unknown as OrderEntity
}

/** The payer pays; answers what Checkout's handler receives. */
export async function pay(
  sandbox: TestSandbox,
  order: OrderEntity,
  body: object = {},
): Promise<CheckoutSuccess & Partial<CheckoutFailure>> {
  const { body: answer } = await sandbox.control('POST', `/razorpay/orders/${order.id}/pay`, body)
  return answer as CheckoutSuccess & Partial<CheckoutFailure>
}

export async function paymentsOf(sandbox: TestSandbox, order: OrderEntity): Promise<PaymentEntity[]> {
  const { items } = await sandbox.sdk.orders.fetchPayments(order.id)
  return items as unknown as PaymentEntity[]
}

/** An order and its captured payment. */
export async function paidOrder(sandbox: TestSandbox, overrides: object = {}) {
  const order = await placeOrder(sandbox, overrides)
  const { razorpay_payment_id: paymentId } = await pay(sandbox, order)
  return { order, paymentId }
}

export async function deliveries(sandbox: TestSandbox): Promise<ShownDelivery[]> {
  const { body } = await sandbox.control('GET', '/webhooks')
  return body as ShownDelivery[]
}

export type Refusal = { readonly statusCode: number; readonly error: Readonly<Record<string, unknown>> }

/** What the SDK throws; fails when nothing is thrown. */
export async function refusalOf(call: Promise<unknown>): Promise<Refusal> {
  try {
    await call
  } catch (error) {
    return error as Refusal
  }
  throw new Error('the call was expected to be refused')
}
