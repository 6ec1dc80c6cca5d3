import { openTestSandbox, type TestSandbox } from '#sandbox/testing/open-test-sandbox.ts'
import type { PaymentProvider } from '../../provider.ts'
import { createStripeProvider } from '../stripe-provider.ts'

/** Waits less for an answer than production does: what is lost on purpose is lost soon. */
const TIMEOUT_MS = 400

/** A sandbox of its own, and the adapter as production uses it, pointed there. Call `stop` at the end. */
export async function openStripeSandbox(): Promise<{ sandbox: TestSandbox; provider: PaymentProvider }> {
  const sandbox = await openTestSandbox()
  const { secretKey, webhookSecret } = sandbox.stripeConfig
  const apiUrl = sandbox.urls().stripe
  return {
    sandbox,
    provider: createStripeProvider({ secretKey, webhookSecret, apiUrl, timeoutMs: TIMEOUT_MS }),
  }
}
