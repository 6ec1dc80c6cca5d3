export type ProviderPaymentStatus = 'pending' | 'authorized' | 'captured' | 'failed'

/** Money that moved, or was tried to, as a provider tells it. Amounts are minor units, instants UTC. */
export type ProviderPayment = {
  paymentId: string
  status: ProviderPaymentStatus
  amountMinor: bigint
  currency: string
  method: string | null
  failure: { code: string; description: string } | null
  createdAt: Temporal.Instant
  refunds: ProviderRefund[]
}

export type ProviderRefund = {
  refundId: string
  status: 'pending' | 'processed' | 'failed'
  amountMinor: bigint
  currency: string
  /** Ours, when we asked for it; null when it was made at the provider. */
  reference: string | null
  /** A dispute counts once the payer has won it: then the money is gone like a refund. */
  cause: 'refund' | 'dispute'
}

/** How the browser goes on to pay: by a script of the provider's in our page, or on a page of the provider's. */
export type HandOff =
  | { kind: 'script'; checkout: string; scriptUrl: string; options: Record<string, unknown> }
  | { kind: 'redirect'; url: string }
