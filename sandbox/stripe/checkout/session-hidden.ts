import type { SessionLine } from '../objects/checkout-session.ts'
import type { Metadata } from '../objects/metadata.ts'
import type { StripeContext } from '../stripe-context.ts'

/** What belongs to a session without being shown in it. */
export type SessionHidden = {
  readonly lines: readonly SessionLine[]
  readonly subscription: {
    readonly metadata: Metadata
    readonly description: string | null
    readonly trialDays: number | null
  } | null
  readonly payment: {
    readonly metadata: Metadata
    readonly description: string | null
    readonly setupFutureUsage: 'off_session' | 'on_session' | null
  } | null
  readonly setup: { readonly metadata: Metadata } | null
  /** A card that asks for 3-D Secure, until the payer has answered. */
  readonly waiting: {
    readonly method: string
    readonly email: string | null
    readonly name: string | null
  } | null
}

export function readHidden({ sessions }: StripeContext, id: string): SessionHidden {
  return JSON.parse(String(sessions.column(id, 'hidden'))) as SessionHidden
}

export function writeHidden(
  context: StripeContext,
  { id, hidden }: { readonly id: string; readonly hidden: SessionHidden },
): void {
  const session = context.sessions.find(id)
  if (session) context.sessions.update(session, { hidden: JSON.stringify(hidden) })
}
