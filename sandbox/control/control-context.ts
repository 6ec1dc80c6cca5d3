import type { MoveClock } from '../clock/clock-mover.ts'
import type { TimeKeeping } from '../clock/wait-until-quiet.ts'
import type { RazorpayContext } from '../razorpay/razorpay-context.ts'
import type { Store } from '../store/open-store.ts'
import type { StripeContext } from '../stripe/stripe-context.ts'

/** What the control API and its pages work on. */
export type ControlContext = {
  readonly store: Store
  readonly time: TimeKeeping
  readonly moveClock: MoveClock
  readonly razorpay: RazorpayContext
  readonly stripe: StripeContext
  /** Whoever sends it has text messages sent; without one nobody has. */
  readonly smsToken: string | null
}
