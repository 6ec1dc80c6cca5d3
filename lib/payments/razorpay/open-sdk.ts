import Razorpay from 'razorpay'
import type { RazorpaySettings } from './razorpay-settings.ts'
import type { Transport } from './refund-payment.ts'

/** The SDK waits for ever unless told otherwise. All that one piece of work asks, in a row, fits into its lease. */
const TIMEOUT_MS = 5_000

/** The official SDK on the configured address, and the HTTP client inside of it. */
export function openSdk(settings: RazorpaySettings): { razorpay: Razorpay; transport: Transport } {
  const razorpay = new Razorpay({ key_id: settings.keyId, key_secret: settings.keySecret })
  const transport = (razorpay as unknown as { api: { rq: Transport } }).api.rq
  transport.defaults.baseURL = settings.apiUrl
  transport.defaults.timeout = settings.timeoutMs ?? TIMEOUT_MS
  return { razorpay, transport }
}
