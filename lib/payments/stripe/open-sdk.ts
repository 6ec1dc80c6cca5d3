import Stripe from 'stripe'
import type { StripeSettings } from './stripe-settings.ts'

/** All that one piece of work asks, in a row, fits into its lease. */
const TIMEOUT_MS = 6_000

/** The official SDK on the configured address. It pins the API version it was made for. */
export function openSdk(settings: StripeSettings): Stripe {
  const { protocol, hostname, port } = new URL(settings.apiUrl)
  return new Stripe(settings.secretKey, {
    protocol: protocol === 'http:' ? 'http' : 'https',
    host: hostname,
    ...(port ? { port: Number(port) } : {}),
    timeout: settings.timeoutMs ?? TIMEOUT_MS,
    // With the same idempotency key, so that a repetition is harmless.
    maxNetworkRetries: 1,
    telemetry: false,
  })
}
