import fc from 'fast-check'
import type { ProviderOrder, ProviderPayment, ProviderRefund } from '#lib/payments/provider.ts'

const epoch = Temporal.Instant.from('2026-12-01T10:00:00Z')

/** An instant of the test's timeline. */
export function minute(minutes: number): Temporal.Instant {
  return epoch.add({ minutes })
}

export const ASKED = { amountMinor: 358_00n, currency: 'INR' }

/** What can happen at a provider, to the payment with this number. */
type Happening =
  | { kind: 'fail' | 'authorize' | 'capture'; payment: number }
  | { kind: 'refund' | 'settle-refund'; payment: number; part: 1 | 2; outcome: 'processed' | 'failed' }

const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('fail', 'authorize', 'capture', 'capture'),
    payment: fc.nat(2),
  }),
  fc.record({
    kind: fc.constantFrom('refund', 'settle-refund'),
    payment: fc.nat(2),
    part: fc.constantFrom(1, 2),
    outcome: fc.constantFrom('processed', 'failed'),
  }),
)

/** Payments of one order may be of another amount or currency, as a tampered or misread one is. */
const money = fc.constantFrom(
  ASKED,
  ASKED,
  ASKED,
  { ...ASKED, amountMinor: 100n },
  { ...ASKED, currency: 'USD' },
)

/** What an order looked like after each thing that happened to it, oldest first: every answer a reader may have got. */
export const arbitraryHistory: fc.Arbitrary<ProviderOrder[]> = fc
  .record({
    happenings: fc.array(happening, { maxLength: 8 }),
    amounts: fc.tuple(money, money, money),
  })
  .map(({ happenings, amounts }) => {
    const history: ProviderOrder[] = [
      { orderId: 'order_1', reference: 'purchase', ...ASKED, payments: [], bill: null },
    ]
    for (const [index, happened] of happenings.entries()) {
      const last = history.at(-1)
      const paid = amounts[happened.payment]
      if (last && paid) history.push(happen(last, happened, { paid, index }))
    }
    return history
  })

function happen(
  order: ProviderOrder,
  happened: Happening,
  context: { paid: typeof ASKED; index: number },
): ProviderOrder {
  const paymentId = `pay_${happened.payment}`
  const known = order.payments.find((payment) => payment.paymentId === paymentId)
  const payment = known ?? newPayment(paymentId, happened.payment, context.paid)
  const changed = change(payment, happened, context.index)
  const others = order.payments.filter((other) => other.paymentId !== paymentId)
  return { ...order, payments: changed === payment && !known ? order.payments : [...others, changed] }
}

function newPayment(paymentId: string, number: number, paid: typeof ASKED): ProviderPayment {
  return {
    paymentId,
    status: 'pending',
    ...paid,
    method: 'upi',
    failure: null,
    createdAt: minute(number),
    refunds: [],
  }
}

function change(payment: ProviderPayment, happened: Happening, index: number): ProviderPayment {
  const captured = payment.status === 'captured'
  switch (happened.kind) {
    case 'fail':
      return captured || payment.status === 'authorized' ? payment : { ...payment, status: 'failed' }
    case 'authorize':
      return captured ? payment : { ...payment, status: 'authorized' }
    case 'capture':
      return { ...payment, status: 'captured' }
    case 'refund': {
      const amountMinor = payment.amountMinor / BigInt(happened.part)
      const made: ProviderRefund = {
        refundId: `rfnd_${index}`,
        status: 'pending',
        amountMinor,
        currency: payment.currency,
        reference: null,
        cause: 'refund',
      }
      return captured && leftOf(payment) >= amountMinor
        ? { ...payment, refunds: [...payment.refunds, made] }
        : payment
    }
    case 'settle-refund': {
      const open = payment.refunds.find((refund) => refund.status === 'pending')
      const settled = (refund: ProviderRefund) =>
        refund === open ? { ...refund, status: happened.outcome } : refund
      return open ? { ...payment, refunds: payment.refunds.map(settled) } : payment
    }
    default:
      return happened satisfies never
  }
}

function leftOf(payment: ProviderPayment): bigint {
  const back = payment.refunds.filter((refund) => refund.status !== 'failed')
  return payment.amountMinor - back.reduce((sum, refund) => sum + refund.amountMinor, 0n)
}
