import type { ProviderSubject } from '../../provider.ts'

type Entity = Record<string, unknown>
type WebhookBody = { event: { event: string } & Entity; subject: ProviderSubject | null }

const payment = (change: Entity): Entity => ({
  id: 'pay_DESyzxuld02Zul',
  entity: 'payment',
  amount: 100,
  currency: 'INR',
  status: 'captured',
  order_id: 'order_DESxiijbl9xjDB',
  invoice_id: null,
  international: false,
  method: 'upi',
  amount_refunded: 0,
  refund_status: null,
  captured: true,
  description: null,
  card_id: null,
  bank: null,
  wallet: null,
  vpa: 'payer@upi',
  email: 'payer@example.com',
  contact: '+919876543210',
  notes: [],
  fee: 2,
  tax: 0,
  error_code: null,
  error_description: null,
  acquirer_data: { rrn: '0125836177' },
  created_at: 1567675356,
  ...change,
})

const order = {
  id: 'order_DESxiijbl9xjDB',
  entity: 'order',
  amount: 100,
  amount_paid: 100,
  amount_due: 0,
  currency: 'INR',
  receipt: 'rcptid #1',
  offer_id: null,
  status: 'paid',
  attempts: 1,
  notes: [],
  created_at: 1567675283,
}

const refund = {
  id: 'rfnd_FS8TWyPrCsa0OB',
  entity: 'refund',
  amount: 50000,
  currency: 'INR',
  payment_id: 'pay_DESyzxuld02Zul',
  notes: { comment: 'a note' },
  receipt: null,
  acquirer_data: { arn: null },
  batch_id: null,
  status: 'processed',
  speed_processed: 'normal',
  speed_requested: 'optimum',
  created_at: 1597734071,
}

const subscription = {
  id: 'sub_DEX6xcJ1HSW4CR',
  entity: 'subscription',
  plan_id: 'plan_BvrFKjSxauOH7N',
  customer_id: 'cust_C0WlbKhp3aLA7W',
  status: 'active',
  quantity: 1,
  notes: { Important: 'a note' },
  total_count: 12,
  paid_count: 1,
  created_at: 1567689895,
}

const invoice = {
  id: 'inv_DEXFWVuM6rPqlK',
  entity: 'invoice',
  order_id: order.id,
  subscription_id: subscription.id,
  payment_id: 'pay_DESyzxuld02Zul',
  status: 'paid',
  amount: 100,
  currency: 'INR',
  billing_start: 1567675283,
  billing_end: 1570267283,
}

const dispute = {
  id: 'disp_EsIAlDcoUr8CaQ',
  entity: 'dispute',
  payment_id: 'pay_DESyzxuld02Zul',
  amount: 100,
  currency: 'INR',
  amount_deducted: 100,
  reason_code: 'goods_or_services_not_provided',
  respond_by: 1590431400,
  status: 'lost',
  phase: 'chargeback',
  created_at: 1589907957,
}

function body(event: string, entities: Record<string, Entity>, subject: ProviderSubject | null): WebhookBody {
  return {
    event: {
      entity: 'event',
      account_id: 'acc_BFQ7uQEaa7j2z7',
      event,
      contains: Object.keys(entities),
      payload: Object.fromEntries(Object.entries(entities).map(([name, entity]) => [name, { entity }])),
      created_at: 1567675356,
    },
    subject,
  }
}

const failure = {
  status: 'failed',
  captured: false,
  error_code: 'BAD_REQUEST_ERROR',
  error_description: 'Payment failed',
  error_source: 'issuer',
  error_step: 'payment_authorization',
  error_reason: 'payment_failed',
}

const ofOrder = { kind: 'order', id: order.id } as const
const ofMandate = { kind: 'subscription', id: subscription.id } as const
const ofPayment = { kind: 'payment', id: 'pay_DESyzxuld02Zul' } as const

/** One body of every kind Razorpay documents, with its oddities, and what it speaks of. */
export const webhookBodies: WebhookBody[] = [
  body('payment.captured', { payment: payment({}) }, ofOrder),
  body('payment.authorized', { payment: payment({ status: 'authorized', captured: false }) }, ofOrder),
  body('payment.failed', { payment: payment(failure) }, ofOrder),
  body('order.paid', { payment: payment({}), order }, ofOrder),
  body('refund.processed', { refund, payment: payment({ amount_refunded: 50000 }) }, ofOrder),
  body('refund.failed', { refund: { ...refund, status: 'failed' }, payment: payment({}) }, ofOrder),
  // Here `captured` is "1", and the order is the provider's own.
  body('subscription.charged', { subscription, payment: payment({ captured: '1' }) }, ofMandate),
  body('subscription.cancelled', { subscription: { ...subscription, status: 'cancelled' } }, ofMandate),
  body('subscription.authenticated', { subscription: { ...subscription, notes: [] } }, ofMandate),
  body('subscription.pending', { subscription: { ...subscription, status: 'pending' } }, ofMandate),
  body('invoice.paid', { payment: payment({ invoice_id: invoice.id }), order, invoice }, ofMandate),
  // A mandate's payment does not say so: its order is what it names.
  body('payment.captured', { payment: payment({ invoice_id: invoice.id }) }, ofOrder),
  body('invoice.paid', { order, invoice: { ...invoice, subscription_id: undefined } }, ofOrder),
  body('payment.dispute.lost', { payment: payment({}), dispute }, ofOrder),
  body('payment.dispute.created', { dispute: { ...dispute, status: 'open' } }, ofPayment),
  body('payment.captured', { payment: payment({ order_id: null }) }, ofPayment),
  body('refund.created', { refund }, ofPayment),
  body('invoice.something_new', {}, null),
]
