import type { SessionLine } from '../objects/checkout-session.ts'
import type { StripeContext } from '../stripe-context.ts'
import { readHidden } from './session-hidden.ts'

export function sessionLines(context: StripeContext, id: string): readonly SessionLine[] {
  return readHidden(context, id).lines
}
