type Entity = Record<string, unknown>
type WebhookBody = { event: { event: string } & Entity; orderId: string | null }

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

function body(event: string, entities: Record<string, Entity>, orderId: string | null): WebhookBody {
  return {
    event: {
      entity: 'event',
      account_id: 'acc_BFQ7uQEaa7j2z7',
      event,
      contains: Object.keys(entities),
      payload: Object.fromEntries(Object.entries(entities).map(([name, entity]) => [name, { entity }])),
      created_at: 1567675356,
    },
    orderId,
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

/** One body of every kind Razorpay documents, with its oddities, and the order it speaks of. */
export const webhookBodies: WebhookBody[] = [
  body('payment.captured', { payment: payment({}) }, order.id),
  body('payment.authorized', { payment: payment({ status: 'authorized', captured: false }) }, order.id),
  body('payment.failed', { payment: payment(failure) }, order.id),
  body('order.paid', { payment: payment({}), order }, order.id),
  body('refund.processed', { refund, payment: payment({ amount_refunded: 50000 }) }, order.id),
  body('refund.failed', { refund: { ...refund, status: 'failed' }, payment: payment({}) }, order.id),
  // Here `captured` is "1", and the order is the provider's own.
  body('subscription.charged', { subscription, payment: payment({ captured: '1' }) }, order.id),
  body('subscription.cancelled', { subscription: { ...subscription, status: 'cancelled' } }, null),
  body('subscription.authenticated', { subscription: { ...subscription, notes: [] } }, null),
  body('payment.captured', { payment: payment({ order_id: null }) }, null),
  body('invoice.something_new', {}, null),
]
