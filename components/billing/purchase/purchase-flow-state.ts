import type { PurchaseResponse } from '#lib/purchases/schemas.ts'

/** What somebody set out to buy. `max` is how many more may be bought now, as the server says. */
export type Wish =
  | { action: 'add'; code: string; name: string; quantity: number; max: number }
  | { action: 'renew'; code: string; name: string }
  /** Exactly so many of what is held. */
  | { action: 'set'; code: string; name: string; quantity: number; max: number }
  /** A request pack for an API key; null: which one is chosen then. */
  | { action: 'pack'; apiKeyId: string; code: string | null }
  /** A plan, and add-ons with it, all in one. */
  | { action: 'plan'; plan: string | null; addons: Record<string, number> }

/** Where the way through a purchase stands. Only one is under way at a time. */
export type FlowState =
  | { step: 'idle' }
  | { step: 'choosing'; wish: Wish }
  /** The provider's window lies over the page. */
  | { step: 'paying' }
  /** `awaiting`: the payer went through with it; the answer is the server's to give. */
  | { step: 'result'; purchase: PurchaseResponse; awaiting: boolean; problem: string | null }
