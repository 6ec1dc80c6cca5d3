import type { ProviderProbe } from '../provider-probe.ts'
import { call } from './call.ts'
import { openSdk } from './open-sdk.ts'
import { type RazorpaySettings, readRazorpaySettings } from './razorpay-settings.ts'
import { sign } from './signatures.ts'

const KEY_ID = /^rzp_(test|live)_[A-Za-z0-9]{4,}$/
const LIVE_API = 'https://api.razorpay.com'
/** One and the same every time: asking often leaves one entry in the inbox. */
const PING_EVENT_ID = 'tackon-doctor-ping'

/** Looks at Razorpay's configuration. Throws when some of it is missing. */
export function createRazorpayProbe(settings: RazorpaySettings = readRazorpaySettings()): ProviderProbe {
  const mode = KEY_ID.exec(settings.keyId)?.[1]
  return {
    code: 'razorpay',
    isTestMode: mode === 'test',
    problems: problemsOf(settings, mode),

    async ping() {
      const { razorpay } = openSdk(settings)
      await call(() => razorpay.orders.all({ count: 1 }))
    },

    signedPing() {
      const body = JSON.stringify({ entity: 'event', event: 'tackon.ping', contains: [], payload: {} })
      const headers = {
        'content-type': 'application/json',
        'x-razorpay-event-id': PING_EVENT_ID,
        'x-razorpay-signature': sign(body, settings.webhookSecret),
      }
      return { path: '/api/webhooks/razorpay', body, headers }
    },
  }
}

function problemsOf(settings: RazorpaySettings, mode: string | undefined): string[] {
  const problems: string[] = []
  if (mode === undefined) problems.push('RAZORPAY_KEY_ID is not of the form rzp_test_… or rzp_live_…')
  if (mode === 'live' && settings.apiUrl !== LIVE_API) {
    problems.push(`live keys are sent to RAZORPAY_API_URL (${settings.apiUrl}), not to ${LIVE_API}`)
  }
  if (settings.webhookSecret === settings.keySecret) {
    problems.push('RAZORPAY_WEBHOOK_SECRET is the key secret: set one of its own for the webhook')
  }
  if (settings.webhookSecret.length < 12) problems.push('RAZORPAY_WEBHOOK_SECRET is too short to be a secret')
  return problems
}
