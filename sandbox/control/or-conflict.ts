import { conflict } from '../http/problem.ts'
import { RazorpayError } from '../razorpay/razorpay-error.ts'

/** What Razorpay would refuse the payer or the bank, as a conflict of the control API. */
export function orConflict<T>(act: () => T): T {
  try {
    return act()
  } catch (error) {
    if (error instanceof RazorpayError) throw conflict({ code: 'refused_by_razorpay', detail: error.message })
    throw error
  }
}
