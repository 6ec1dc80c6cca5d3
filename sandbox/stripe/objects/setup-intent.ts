import type { Metadata } from './metadata.ts'
import type { NextAction, PaymentFailure } from './payment-intent.ts'

const constant = {
  object: 'setup_intent',
  allowed_payment_method_types: null,
  application: null,
  automatic_payment_methods: null,
  excluded_payment_method_types: null,
  latest_attempt: null,
  livemode: false,
  mandate: null,
  on_behalf_of: null,
  payment_method_configuration_details: null,
  payment_method_options: {},
  payment_method_types: ['card'],
  single_use_mandate: null,
} as const

export type SetupIntentStatus = 'requires_payment_method' | 'requires_action' | 'succeeded' | 'canceled'

export type SetupIntent = typeof constant & {
  readonly id: string
  readonly cancellation_reason: string | null
  readonly client_secret: string
  readonly created: number
  readonly customer: string | null
  readonly description: string | null
  readonly last_setup_error: PaymentFailure | null
  readonly metadata: Metadata
  readonly next_action: NextAction | null
  readonly payment_method: string | null
  readonly status: SetupIntentStatus
  readonly usage: 'off_session' | 'on_session'
}

export function setupIntentObject(values: Omit<SetupIntent, keyof typeof constant>): SetupIntent {
  return { ...constant, ...values }
}
