import type { OrderEntity, PaymentEntity, PaymentFailure, PaymentStatus, RefundEntity } from './entities.ts'

/** What can happen to a payment. `authorize` on a failed one is Razorpay's late authorization, and legal. */
export type PaymentStep = 'authorize' | 'capture' | 'fail' | 'refund' | 'refund-in-part' | 'refund-failed'

const nextStatus: Readonly<Record<PaymentStatus, Readonly<Partial<Record<PaymentStep, PaymentStatus>>>>> = {
  created: { authorize: 'authorized', fail: 'failed' },
  authorized: { capture: 'captured', refund: 'refunded' },
  captured: { refund: 'refunded', 'refund-in-part': 'captured', 'refund-failed': 'captured' },
  refunded: { 'refund-failed': 'captured' },
  failed: { authorize: 'authorized' },
}

export function canStep(status: PaymentStatus, step: PaymentStep): boolean {
  return nextStatus[status][step] !== undefined
}

function step(payment: PaymentEntity, taken: PaymentStep): PaymentStatus {
  const status = nextStatus[payment.status][taken]
  if (!status) throw new Error(`a payment that is ${payment.status} cannot ${taken}`)
  return status
}

const noError = {
  error_code: null,
  error_description: null,
  error_source: null,
  error_step: null,
  error_reason: null,
} as const

export function authorized(payment: PaymentEntity): PaymentEntity {
  return { ...payment, ...noError, status: step(payment, 'authorize') }
}

export function captured(payment: PaymentEntity): PaymentEntity {
  return { ...payment, ...feeOf(payment.amount), status: step(payment, 'capture'), captured: true }
}

export function failed(payment: PaymentEntity, failure: PaymentFailure): PaymentEntity {
  return {
    ...payment,
    status: step(payment, 'fail'),
    error_code: failure.code,
    error_description: failure.description,
    error_source: failure.source,
    error_step: failure.step,
    error_reason: failure.reason,
  }
}

/** `amount` counts as refunded from the moment the refund is created. */
export function refunded(payment: PaymentEntity, amount: number): PaymentEntity {
  const amount_refunded = payment.amount_refunded + amount
  const full = amount_refunded === payment.amount
  const status = step(payment, full ? 'refund' : 'refund-in-part')
  return { ...payment, status, amount_refunded, refund_status: full ? 'full' : 'partial' }
}

/** The refund did not reach the payer: its amount can be refunded again. */
export function refundTakenBack(payment: PaymentEntity, refund: RefundEntity): PaymentEntity {
  const amount_refunded = payment.amount_refunded - refund.amount
  const status = step(payment, 'refund-failed')
  return { ...payment, status, amount_refunded, refund_status: amount_refunded > 0 ? 'partial' : null }
}

/** Every attempt counts, the failed ones too; a paid order stays paid. */
export function attempted(order: OrderEntity): OrderEntity {
  return { ...order, attempts: order.attempts + 1, status: order.status === 'paid' ? 'paid' : 'attempted' }
}

export function paid(order: OrderEntity): OrderEntity {
  return { ...order, status: 'paid', amount_paid: order.amount, amount_due: 0 }
}

/** 2 % and 18 % GST on it, each rounded half up to the minor unit; `fee` includes the tax. */
export function feeOf(amount: number): { readonly fee: number; readonly tax: number } {
  const base = (BigInt(amount) * 2n + 50n) / 100n
  const tax = (base * 18n + 50n) / 100n
  return { fee: Number(base + tax), tax: Number(tax) }
}
