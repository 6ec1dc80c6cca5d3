/**
 * How a hosted checkout ended, in nobody's words but ours. `proof` is what the provider handed the browser;
 * the server alone judges it. A closed window may hide a payment that still arrives: it never means "not paid".
 */
export type CheckoutOutcome =
  | { kind: 'completed'; proof: Record<string, string> }
  | { kind: 'closed'; lastFailure: string | null }

/** The call that takes the proof to the server. */
export type Confirmation = { path: string; body: Record<string, unknown> }
