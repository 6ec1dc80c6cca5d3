import type { Route } from '../../http/http-types.ts'
import type { StripeContext } from '../stripe-context.ts'

export function hostedRoutes(_context: StripeContext): readonly Route[] {
  return []
}
