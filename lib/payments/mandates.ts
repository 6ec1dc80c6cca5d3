import type { HandOff, ProviderPayment } from './provider.ts'

/**
 * Charging one thing regularly by an approval (a mandate) the payer gave for it: so much each period. What a mandate
 * is for can seldom be changed afterwards. Amounts in minor units, UTC instants.
 */
export type Mandates = {
  /** Asks for a mandate, or finds the one asked for under the same reference. Charges from `startsAt`, or at once. */
  open(mandate: {
    reference: string
    description: string
    unitAmountMinor: bigint
    quantity: number
    currency: string
    intervalMonths: number
    startsAt: Temporal.Instant | null
  }): Promise<{ mandateId: string }>

  /** What the payer's browser needs to approve it. */
  handOff(mandate: {
    mandateId: string
    description: string
    merchant: string
    payer: { name: string; email: string }
  }): HandOff

  /** Whether the provider signed that this payment belongs to this mandate. Constant time. */
  confirmsApproval(claim: { mandateId: string; paymentId: string; signature: string }): boolean

  /** The truth about a mandate; null when there is none. */
  read(mandateId: string): Promise<ProviderMandate | null>

  /**
   * From the next period on, another quantity. Throws a refused ProviderError `mandate_unchangeable` where the payer's
   * bank does not allow it: then it takes a new mandate.
   */
  changeQuantity(change: { mandateId: string; quantity: number }): Promise<void>

  /** Ends it at once: nothing is charged any more. Ending it twice is ending it once. */
  cancel(mandateId: string): Promise<void>
}

export type ProviderMandate = {
  mandateId: string
  reference: string | null
  /** `pending`: not approved yet; `past_due`: a charge failed and is tried again; `halted`: it is not tried again. */
  status: 'pending' | 'active' | 'past_due' | 'halted' | 'canceled' | 'completed'
  quantity: number
  method: string | null
  /** The period it is in, once it has charged. */
  period: { startsAt: Temporal.Instant; endsAt: Temporal.Instant } | null
  nextChargeAt: Temporal.Instant | null
  /** Every charge, oldest first. */
  charges: MandateCharge[]
}

/** One period's charge. `orderId` stands for it everywhere else. */
export type MandateCharge = {
  orderId: string
  amountMinor: bigint
  currency: string
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  payments: ProviderPayment[]
}
