import type { PaymentProvider, WebhookMessage } from '../provider.ts'

/** What a provider's calls are for, whatever they are called there. */
export type ContractCall = 'open' | 'read' | 'refund'

export type ContractFault =
  | 'error-500'
  | 'error-429'
  | 'conflict-409'
  | 'timeout-before'
  | 'timeout-after-commit'
  | 'reset'

/** An adapter and the outside world it talks to, in the words every provider shares. */
export type ContractSubject = {
  provider: PaymentProvider
  /** Asks for `price` to be paid, as the product does with this provider. */
  open: (reference: string) => Promise<{ orderId: string; payUrl: string | null }>
  price: { amountMinor: bigint; currency: string }
  /** The payer pays, or the payer's bank refuses. */
  pay: (orderId: string, outcome: 'captured' | 'failed') => Promise<void>
  /** The payer's bank takes a payment back, or leaves it. */
  dispute: (paymentId: string, outcome: 'lost' | 'won') => Promise<void>
  /** Money on its way has arrived. */
  settle: () => Promise<void>
  /** Every such call fails in this way until `recover`. */
  fail: (call: ContractCall, fault: ContractFault) => Promise<void>
  recover: () => Promise<void>
  /** What was sent to the webhook address so far, once all of it has been. */
  messages: () => Promise<WebhookMessage[]>
  stop: () => Promise<void>
}
