import type { ApprovalSuccess, CheckoutFailure } from '../razorpay/checkout/checkout-answer.ts'
import type { PaymentEntity } from '../razorpay/entities.ts'
import type {
  InvoiceEntity,
  PlanEntity,
  SubscriptionEntity,
} from '../razorpay/subscriptions/subscription-entities.ts'
import type { TestSandbox } from './open-test-sandbox.ts'
import type { ShownDelivery } from './scenario.ts'

type Loose = Readonly<Record<string, unknown>>

/** A plan made through the SDK: ₹358.00 a month unless told otherwise. */
export async function placePlan(
  sandbox: TestSandbox,
  { amount = 35_800, currency = 'INR', ...overrides }: { amount?: number; currency?: string } & Loose = {},
): Promise<PlanEntity> {
  const item = { name: 'Extra Storage 10 GB', amount, currency }
  const plan = await sandbox.sdk.plans.create({ period: 'monthly', interval: 1, item, ...overrides } as never)
  return plan as unknown as PlanEntity
}

export async function placeSubscription(
  sandbox: TestSandbox,
  overrides: { plan?: PlanEntity } & Loose = {},
): Promise<SubscriptionEntity> {
  const { plan, ...rest } = overrides
  const { id } = plan ?? (await placePlan(sandbox))
  const made = await sandbox.sdk.subscriptions.create({ plan_id: id, total_count: 12, ...rest })
  return made as unknown as SubscriptionEntity
}

export type ApprovalAnswer = ApprovalSuccess & Partial<CheckoutFailure>

/** The payer approves; answers what Checkout's handler receives. */
export async function approve(
  sandbox: TestSandbox,
  { id }: { readonly id: string },
  body: object = {},
): Promise<ApprovalAnswer> {
  const { body: answer } = await sandbox.control('POST', `/razorpay/subscriptions/${id}/authenticate`, body)
  return answer as ApprovalAnswer
}

/** An approved subscription whose first cycle is paid. */
export async function activeSubscription(
  sandbox: TestSandbox,
  overrides: { plan?: PlanEntity } & Loose = {},
  how: object = {},
): Promise<SubscriptionEntity> {
  const made = await placeSubscription(sandbox, overrides)
  await approve(sandbox, made, how)
  return read(sandbox, made)
}

export async function read(
  sandbox: TestSandbox,
  { id }: { readonly id: string },
): Promise<SubscriptionEntity> {
  return (await sandbox.sdk.subscriptions.fetch(id)) as unknown as SubscriptionEntity
}

/** Oldest first. */
export async function invoicesOf(
  sandbox: TestSandbox,
  { id }: { readonly id: string },
): Promise<InvoiceEntity[]> {
  const { items } = await sandbox.sdk.invoices.all({ subscription_id: id, count: 100 })
  return (items as unknown as InvoiceEntity[]).toReversed()
}

/** Oldest first. */
export async function attemptsOn(sandbox: TestSandbox, invoice: InvoiceEntity): Promise<PaymentEntity[]> {
  const { items } = await sandbox.sdk.orders.fetchPayments(invoice.order_id)
  return (items as unknown as PaymentEntity[]).toReversed()
}

/** How the payer's bank answers from now on. */
export async function bankAnswers(
  sandbox: TestSandbox,
  { id }: { readonly id: string },
  outcome: 'captured' | 'failed',
): Promise<void> {
  await sandbox.control('POST', `/razorpay/subscriptions/${id}/charges`, { outcome })
}

/** Moves the clock to an instant of the provider, in Unix seconds. */
export async function moveTo(sandbox: TestSandbox, seconds: number | null): Promise<void> {
  const now = Temporal.Instant.fromEpochMilliseconds(Number(seconds) * 1000).toString()
  await sandbox.control('POST', '/clock', { now })
}

/** What the product was told about a subscription and its charges so far, in that order. */
export async function newsOf(sandbox: TestSandbox, { id }: { readonly id: string }): Promise<string[]> {
  const { body } = await sandbox.control('GET', '/webhooks?count=1000')
  const told = (body as ShownDelivery[]).filter(({ subject }) => subject === id)
  return told.map(({ event }) => event).toReversed()
}
