import { openTestSandbox, type TestSandbox } from '#sandbox/testing/open-test-sandbox.ts'
import type { PaymentProvider } from '../../provider.ts'
import { createRazorpayProvider } from '../razorpay-provider.ts'

/** Waits less for an answer than production does: what is lost on purpose is lost soon. */
const TIMEOUT_MS = 400

/** A sandbox of its own, and the adapter as production uses it, pointed there. Call `stop` at the end. */
export async function openRazorpaySandbox(): Promise<{ sandbox: TestSandbox; provider: PaymentProvider }> {
  const sandbox = await openTestSandbox()
  return { sandbox, provider: openRazorpayAdapter(sandbox) }
}

/** One more adapter, as another process would have it. */
export function openRazorpayAdapter(sandbox: TestSandbox): PaymentProvider {
  const { keyId, keySecret, webhookSecret } = sandbox.config
  const apiUrl = sandbox.urls().razorpay
  const checkoutUrl = `${apiUrl}/v1/checkout.js`
  const timeoutMs = TIMEOUT_MS
  return createRazorpayProvider({ keyId, keySecret, webhookSecret, apiUrl, checkoutUrl, timeoutMs })
}
