import Stripe from 'stripe'
import type { ProviderProbe } from '../provider-probe.ts'
import { call } from './call.ts'
import { openSdk } from './open-sdk.ts'
import { readStripeSettings, type StripeSettings } from './stripe-settings.ts'

const SECRET_KEY = /^[sr]k_(test|live)_\w{4,}$/
const LIVE_API = 'https://api.stripe.com'
/** One and the same every time: asking often leaves one entry in the inbox. */
const PING_EVENT_ID = 'evt_tackon_doctor_ping'

/** Looks at Stripe's configuration. Throws when some of it is missing. */
export function createStripeProbe(settings: StripeSettings = readStripeSettings()): ProviderProbe {
  const mode = SECRET_KEY.exec(settings.secretKey)?.[1]
  return {
    code: 'stripe',
    isTestMode: mode === 'test',
    problems: problemsOf(settings, mode),

    async ping() {
      const stripe = openSdk(settings)
      await call(() => stripe.products.list({ limit: 1 }))
    },

    signedPing() {
      const body = JSON.stringify({
        id: PING_EVENT_ID,
        object: 'event',
        type: 'tackon.ping',
        data: { object: {} },
      })
      const secret = settings.webhookSecret
      const signature = Stripe.webhooks.generateTestHeaderString({ payload: body, secret })
      const headers = { 'content-type': 'application/json', 'stripe-signature': signature }
      return { path: '/api/webhooks/stripe', body, headers }
    },
  }
}

function problemsOf(settings: StripeSettings, mode: string | undefined): string[] {
  const problems: string[] = []
  if (mode === undefined) problems.push('STRIPE_SECRET_KEY is not of the form sk_test_… or sk_live_…')
  if (mode === 'live' && settings.apiUrl !== LIVE_API) {
    problems.push(`live keys are sent to STRIPE_API_URL (${settings.apiUrl}), not to ${LIVE_API}`)
  }
  if (!settings.webhookSecret.startsWith('whsec_')) {
    problems.push('STRIPE_WEBHOOK_SECRET is not of the form whsec_…')
  }
  return problems
}
