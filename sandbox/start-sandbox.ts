import { clockMover, type MoveClock } from './clock/clock-mover.ts'
import { postgresClockStore } from './clock/postgres-clock-store.ts'
import { type Pump, startPump } from './clock/pump.ts'
import { sandboxClock } from './clock/sandbox-clock.ts'
import { sqliteClockStore } from './clock/sqlite-clock-store.ts'
import { startControlServer } from './control/start-control-server.ts'
import { faultsSchema } from './faults/fault-store.ts'
import { mailboxSchema } from './mailbox/mail-store.ts'
import { startSmtpServer } from './mailbox/start-smtp-server.ts'
import { textsSchema } from './mailbox/text-store.ts'
import { lifecycleSource } from './razorpay/lifecycle-source.ts'
import { openRazorpay, razorpayWebhookEndpoint } from './razorpay/open-razorpay.ts'
import type { RazorpayConfig } from './razorpay/razorpay-context.ts'
import { razorpaySchema } from './razorpay/razorpay-schema.ts'
import { startRazorpayServer } from './razorpay/start-razorpay-server.ts'
import { subscriptionSource } from './razorpay/subscriptions/subscription-source.ts'
import { openStore } from './store/open-store.ts'
import { settingsSchema } from './store/settings.ts'
import { openStripe, stripeWebhookEndpoint } from './stripe/open-stripe.ts'
import { startStripeServer } from './stripe/start-stripe-server.ts'
import type { StripeConfig } from './stripe/stripe-context.ts'
import { stripeSchema } from './stripe/stripe-schema.ts'
import { stripeSource } from './stripe/stripe-source.ts'
import { startUpstreamServer } from './upstream/start-upstream-server.ts'
import { deliverySource } from './webhooks/delivery-source.ts'
import { webhooksSchema } from './webhooks/delivery-store.ts'

export type SandboxOptions = {
  /** Folder of `sandbox.sqlite`; made when absent. */
  readonly dataDir: string
  /** 0 takes a free port. */
  readonly controlPort: number
  readonly smtpPort: number
  /** Of the demo's own API; free unless told otherwise. */
  readonly upstreamPort?: number
  readonly razorpay: RazorpayConfig
  readonly stripe: StripeConfig
  /** What the app must say to have text messages sent; without it, it cannot. */
  readonly smsToken?: string | undefined
  /** The app's PostgreSQL, where the one clock lives; without it the sandbox keeps its own. */
  readonly databaseUrl?: string | undefined
  /** How long `GET /quiet` and each step of the clock wait at most; 30 s unless told otherwise. */
  readonly patienceMs?: number
}

export type Sandbox = {
  readonly control: string
  readonly razorpay: string
  readonly stripe: string
  readonly smtp: { readonly host: string; readonly port: number }
  /** What the product's gateway stands before in the demo. */
  readonly upstream: string
  readonly stop: () => Promise<void>
}

/** Opens the store and starts every server of the sandbox on 127.0.0.1. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const schemas = [
    settingsSchema,
    webhooksSchema,
    faultsSchema,
    mailboxSchema,
    textsSchema,
    razorpaySchema,
    stripeSchema,
  ]
  const store = openStore({ dataDir: options.dataDir, schemas })
  const clockStore = options.databaseUrl
    ? postgresClockStore({ databaseUrl: options.databaseUrl })
    : sqliteClockStore(store)
  const clock = sandboxClock(clockStore)

  let pump: Pump | undefined
  let moveClock: MoveClock | undefined
  const wake = () => pump?.wake()
  const razorpay = openRazorpay({ config: options.razorpay, store, clock, wake })
  const stripe = openStripe({
    config: options.stripe,
    store,
    clock,
    wake,
    moveClock: async (target) => moveClock?.(() => target),
  })
  const endpoints = {
    razorpay: razorpayWebhookEndpoint(options.razorpay),
    stripe: stripeWebhookEndpoint(options.stripe),
  }
  const deliveries = deliverySource({ store, clock, endpoints, wake })
  const sources = [lifecycleSource(razorpay), subscriptionSource(razorpay), stripeSource(stripe), deliveries]
  pump = startPump({ clock, sources })

  const time = { clock, store: clockStore, sources, pump, patienceMs: options.patienceMs ?? 30_000 }
  moveClock = clockMover(time)
  const razorpayServer = await startRazorpayServer(razorpay)
  const stripeServer = await startStripeServer(stripe)
  const smtp = await startSmtpServer({ store, clock, port: options.smtpPort })
  const upstream = await startUpstreamServer({ port: options.upstreamPort ?? 0 })
  const context = { store, time, moveClock, razorpay, stripe, smsToken: options.smsToken ?? null }
  const control = await startControlServer({ context, port: options.controlPort })

  return {
    control: control.url,
    razorpay: razorpayServer.url,
    stripe: stripeServer.url,
    smtp: { host: '127.0.0.1', port: smtp.port },
    upstream: upstream.url,
    async stop() {
      await Promise.all([
        control.stop(),
        razorpayServer.stop(),
        stripeServer.stop(),
        smtp.stop(),
        upstream.stop(),
      ])
      await pump.stop()
      await deliveries.stop()
      await clockStore.close()
      store.close()
    },
  }
}
