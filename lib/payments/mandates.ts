import type { HandOff, ProviderPayment } from './provider-payment.ts'

/**
 * Charging one thing regularly by an approval (a mandate) the payer gave for it: so much each period. What a mandate
 * is for can seldom be changed afterwards. Its id also stands for its first charge, wherever an order is read. Amounts in minor units, UTC instants.
 */
export type Mandates = {
  /** The most that is charged without the payer being asked each time; null: no limit is known. Minor units. */
  limitMinor(currency: string): bigint | null

  /**
   * Asks for a mandate, or finds the one asked for under the same reference that can still be approved or charged.
   * Charges from `startsAt`, which lies ahead, or at once when it is approved. One nobody approved by then, or by
   * `approveBy`, can not be approved any more.
   */
  open(mandate: {
    reference: string
    description: string
    unitAmountMinor: bigint
    quantity: number
    currency: string
    intervalMonths: number
    startsAt: Temporal.Instant | null
    approveBy?: Temporal.Instant
    /** When it was first asked for: makes finding it cheap. */
    askedAt?: Temporal.Instant
  }): Promise<{ mandateId: string }>

  /**
   * What the payer's browser needs to approve it; with `replacesMethod`, to charge it to something else from now on.
   * That settles a charge that is being tried again at once; after a halt it counts for later periods only, and the
   * open charge is paid as any other order.
   */
  handOff(mandate: {
    mandateId: string
    description: string
    merchant: string
    payer: { name: string; email: string }
    replacesMethod?: boolean
  }): HandOff

  /** Whether the provider signed that this payment belongs to this mandate. Constant time. */
  confirmsApproval(claim: { mandateId: string; paymentId: string; signature: string }): boolean

  /**
   * The truth about a mandate; null when there is none.
   *
   * @param options.since leaves out charges for periods that were over by then
   */
  read(mandateId: string, options?: { since?: Temporal.Instant }): Promise<ProviderMandate | null>

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
  /**
   * `pending`: not approved yet; `active`: approved, from before its first charge on; `past_due`: a charge failed and
   * is tried again; `halted`: nothing is charged until somebody acts; `canceled`, `completed`: never again.
   */
  status: 'pending' | 'active' | 'past_due' | 'halted' | 'canceled' | 'completed'
  /** What is charged from the next period on. */
  quantity: number
  method: string | null
  /** The period that was last paid for, once one was. */
  period: { startsAt: Temporal.Instant; endsAt: Temporal.Instant } | null
  /** When the payer is charged next, retries included; null when nothing is going to be. */
  nextChargeAt: Temporal.Instant | null
  /** Every charge that was asked for, oldest first. */
  charges: MandateCharge[]
}

/** One period's charge. `orderId` stands for it everywhere else: it is read, paid by hand and refunded like any order. */
export type MandateCharge = {
  orderId: string
  /** `void`: called off, because the mandate ended before it was paid. */
  status: 'open' | 'paid' | 'void'
  amountMinor: bigint
  currency: string
  startsAt: Temporal.Instant
  endsAt: Temporal.Instant
  payments: ProviderPayment[]
}
