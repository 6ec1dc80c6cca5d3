import { openRazorpaySubject } from './testing/open-razorpay-subject.ts'
import { openStripeSubject } from './testing/open-stripe-subject.ts'
import { describeProvider } from './testing/provider-contract.ts'

// One line for each adapter.
describeProvider('razorpay', openRazorpaySubject)
describeProvider('stripe', openStripeSubject)
