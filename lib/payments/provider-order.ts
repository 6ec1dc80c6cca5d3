import type { ProviderPayment } from './provider-payment.ts'

/** Something to be paid, as the provider has it. Amounts are minor units, instants UTC. */
export type ProviderOrder = {
  orderId: string
  /** The reference given when it was opened. */
  reference: string | null
  amountMinor: bigint
  currency: string
  payments: ProviderPayment[]
  /** How the provider itself bills it; null when we only asked for an amount. */
  bill: ProviderBill | null
  /** The mandate it was charged by; null or absent when it was not, or nobody has tried to pay it yet. */
  mandateId?: string | null
  /** Of a mandate's first charge: the period it pays for, and the id the provider's messages know it by. */
  firstCharge?: { orderId: string; startsAt: Temporal.Instant; endsAt: Temporal.Instant } | null
}

/** A line of a bill, as the provider has it, word for word. */
export type BillLine = {
  itemId: string | null
  priceId: string | null
  description: string
  quantity: number
  unitAmountMinor: bigint
  /** Negative: a credit. */
  amountMinor: bigint
  taxMinor: bigint
  isProration: boolean
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
}

export type ProviderBill = {
  status: 'draft' | 'open' | 'paid' | 'void' | 'uncollectible'
  reason: 'start' | 'change' | 'renewal' | 'other'
  subscriptionId: string | null
  lines: BillLine[]
  balanceAppliedMinor: bigint
  /** Where the payer can pay it, while it is open. */
  payUrl: string | null
  createdAt: Temporal.Instant
}
