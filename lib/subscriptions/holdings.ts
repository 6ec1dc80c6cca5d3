import type { HeldTerm } from './term-rules.ts'

/** What paid for a term. */
export type TermSource = 'paid' | 'trial' | 'comp' | 'included'

/** A term of a line. Minor units per unit and interval; UTC instants. */
export type LineTerm = HeldTerm & {
  id: string
  unitAmountMinor: bigint
  currency: string
  source: TermSource
  /** When the billed period it lies in began; null: with the term itself. */
  periodStartsAt: Temporal.Instant | null
  purchaseId: string | null
  /** The user whose purchase it is; null for what staff granted. */
  boughtBy: string | null
}

/** The one line a subscription has for a plan or for an add-on: exactly one of the two codes is set. */
export type HeldLine = {
  id: string
  planCode: string | null
  addonCode: string | null
  autoRenew: boolean
  cancelAtPeriodEnd: boolean
  /** Wanted from the next period on; null: as many as now. */
  nextQuantity: number | null
  canceledAt: Temporal.Instant | null
  startedAt: Temporal.Instant
  endsAt: Temporal.Instant | null
  lastPaymentAt: Temporal.Instant | null
  createdAt: Temporal.Instant
  updatedAt: Temporal.Instant
  /** In order of their start. */
  terms: LineTerm[]
}

/** A quantity that an open purchase of the subscription would add. */
export type PendingQuantity = {
  purchaseId: string
  userId: string
  planCode: string | null
  addonCode: string | null
  /** More of it, or another period of what is held. */
  action: 'add' | 'renew' | 'reduce' | 'plan'
  quantity: number
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
}

export type HeldSubscription = {
  id: string
  customerId: string
  /** Whom it is for, in a family held by API keys. */
  apiKeyId: string | null
  provider: string
  /** What its months are counted from. */
  anchorAt: Temporal.Instant
  /** Raised by every change of what is held. */
  version: number
  /** The plan wanted from the next period on; null: the same. */
  nextPlanCode: string | null
  createdAt: Temporal.Instant
}

/**
 * What a provider was allowed to charge regularly: for everything (`lineId` null) or for one line. Its period is the
 * provider's, to the instant. `past_due`: a charge failed and is tried again; `halted`: it is not.
 */
export type Agreement = {
  id: string
  /** The provider's id of it; null before the provider was asked. */
  externalId: string | null
  lineId: string | null
  status: 'pending' | 'active' | 'past_due' | 'halted' | 'canceled'
  quantity: number | null
  /** Of one of the line, a period, as it was approved. Minor units. */
  unitAmountMinor: bigint | null
  periodStartsAt: Temporal.Instant | null
  periodEndsAt: Temporal.Instant | null
  pastDueSince: Temporal.Instant | null
  /** The newest of its charges that could not be taken and waits to be paid. */
  open: OpenRenewal | null
}

/** A renewal nobody has paid yet. Minor units; where it is paid on a page of the provider's, its address. */
export type OpenRenewal = { purchaseId: string; amountMinor: bigint; url: string | null }

/** What a customer holds in one family. Without a subscription it is on the family's default plan, with nothing else. */
export type Holdings = {
  subscription: HeldSubscription | null
  lines: HeldLine[]
  /** Those that have not ended. */
  agreements: Agreement[]
  pending: PendingQuantity[]
}
