import { z } from 'zod'

const filled = z.string().min(1, 'must not be empty')

/** The environment variables of this provider; a part of what has to be there before the product starts. */
export const stripeVariables = {
  STRIPE_SECRET_KEY: filled,
  STRIPE_WEBHOOK_SECRET: filled,
  STRIPE_API_URL: z.url().default('https://api.stripe.com'),
}

const settings = z.object(stripeVariables)

export type StripeSettings = {
  secretKey: string
  webhookSecret: string
  apiUrl: string
  /** How long an answer is waited for; what suits production unless given. */
  timeoutMs?: number
}

/** Keys and addresses from the environment. Throws, naming what is missing. */
export function readStripeSettings(env: Record<string, string | undefined> = process.env): StripeSettings {
  const read = settings.safeParse(env)
  if (!read.success) {
    const missing = read.error.issues.map((issue) => issue.path.join('.')).join(', ')
    throw new Error(`Stripe is not configured: ${missing} missing or empty`)
  }
  return {
    secretKey: read.data.STRIPE_SECRET_KEY,
    webhookSecret: read.data.STRIPE_WEBHOOK_SECRET,
    apiUrl: read.data.STRIPE_API_URL,
  }
}
