import type { SandboxClock } from '../clock/sandbox-clock.ts'
import type { DocumentTable } from '../store/document-table.ts'
import type { Store } from '../store/open-store.ts'
import type { DisputeEntity } from './disputes/dispute-entity.ts'
import type { CustomerEntity, OrderEntity, PaymentEntity, RefundEntity } from './entities.ts'
import type { InvoiceEntity, PlanEntity, SubscriptionEntity } from './subscriptions/subscription-entities.ts'

export type RazorpayConfig = {
  readonly keyId: string
  readonly keySecret: string
  readonly webhookSecret: string
  /** The product's own address; its webhook route and the page that may embed the checkout. */
  readonly appUrl: string
  /** 0 takes a free port. */
  readonly port: number
}

/** What every part of the local Razorpay works on. */
export type RazorpayContext = {
  readonly config: RazorpayConfig
  readonly store: Store
  readonly clock: SandboxClock
  readonly orders: DocumentTable<OrderEntity>
  readonly payments: DocumentTable<PaymentEntity>
  readonly refunds: DocumentTable<RefundEntity>
  readonly customers: DocumentTable<CustomerEntity>
  readonly plans: DocumentTable<PlanEntity>
  readonly subscriptions: DocumentTable<SubscriptionEntity>
  readonly invoices: DocumentTable<InvoiceEntity>
  readonly disputes: DocumentTable<DisputeEntity>
  /** Says that something was put in line: an event to send, a refund to settle. */
  readonly wake: () => void
}

export function unixSeconds(now: Temporal.Instant): number {
  return Math.floor(now.epochMilliseconds / 1000)
}
