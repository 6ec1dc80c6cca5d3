/** The providers the sandbox stands in for. */
export type Provider = 'razorpay' | 'stripe'
