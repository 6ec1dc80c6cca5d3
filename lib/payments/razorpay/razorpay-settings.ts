import { z } from 'zod'

const filled = z.string().min(1, 'must not be empty')

/** The environment variables of this provider; a part of what has to be there before the product starts. */
export const razorpayVariables = {
  RAZORPAY_KEY_ID: filled,
  RAZORPAY_KEY_SECRET: filled,
  // The SDK's own check accepts an empty secret: a missing variable would let every webhook in.
  RAZORPAY_WEBHOOK_SECRET: filled,
  RAZORPAY_API_URL: z.url().default('https://api.razorpay.com'),
  RAZORPAY_CHECKOUT_URL: z.url().default('https://checkout.razorpay.com/v1/checkout.js'),
}

const settings = z.object(razorpayVariables)

export type RazorpaySettings = {
  keyId: string
  keySecret: string
  webhookSecret: string
  apiUrl: string
  checkoutUrl: string
  /** How long an answer is waited for; what suits production unless given. */
  timeoutMs?: number
}

/** Keys and addresses from the environment. Throws, naming what is missing. */
export function readRazorpaySettings(
  env: Record<string, string | undefined> = process.env,
): RazorpaySettings {
  const read = settings.safeParse(env)
  if (!read.success) {
    const missing = read.error.issues.map((issue) => issue.path.join('.')).join(', ')
    throw new Error(`Razorpay is not configured: ${missing} missing or empty`)
  }
  return {
    keyId: read.data.RAZORPAY_KEY_ID,
    keySecret: read.data.RAZORPAY_KEY_SECRET,
    webhookSecret: read.data.RAZORPAY_WEBHOOK_SECRET,
    apiUrl: read.data.RAZORPAY_API_URL,
    checkoutUrl: read.data.RAZORPAY_CHECKOUT_URL,
  }
}
