import type { Provider } from '../provider.ts'
import type { Store } from '../store/open-store.ts'
import { readSetting, removeSetting, writeSetting } from '../store/settings.ts'
import type { RetrySchedule } from './retry-schedule.ts'

/** Where a provider's events go, how it signs them, and how long it insists. */
export type WebhookEndpoint = {
  readonly url: string
  readonly retries: RetrySchedule
  /** What passes without an answer has failed. */
  readonly timeoutMs: number
  /** `body` is exactly what is sent. Stripe's signature also covers the instant of the attempt. */
  readonly headers: (input: {
    readonly body: string
    readonly eventId: string
    readonly now: Temporal.Instant
  }) => Readonly<Record<string, string>>
}

const setting = (provider: Provider) => `webhooks.disabled.${provider}`

export function isEndpointDisabled(store: Store, provider: Provider): boolean {
  return readSetting(store, setting(provider)) === true
}

export function disableEndpoint(store: Store, provider: Provider): void {
  writeSetting(store, setting(provider), true)
}

export function enableEndpoint(store: Store, provider: Provider): void {
  removeSetting(store, setting(provider))
}
