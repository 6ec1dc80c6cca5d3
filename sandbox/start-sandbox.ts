import { postgresClockStore } from './clock/postgres-clock-store.ts'
import { type Pump, startPump } from './clock/pump.ts'
import { sandboxClock } from './clock/sandbox-clock.ts'
import { sqliteClockStore } from './clock/sqlite-clock-store.ts'
import { startControlServer } from './control/start-control-server.ts'
import { faultsSchema } from './faults/fault-store.ts'
import { mailboxSchema } from './mailbox/mail-store.ts'
import { startSmtpServer } from './mailbox/start-smtp-server.ts'
import { lifecycleSource } from './razorpay/lifecycle-source.ts'
import { openRazorpay, razorpayWebhookEndpoint } from './razorpay/open-razorpay.ts'
import type { RazorpayConfig } from './razorpay/razorpay-context.ts'
import { razorpaySchema } from './razorpay/razorpay-schema.ts'
import { startRazorpayServer } from './razorpay/start-razorpay-server.ts'
import { subscriptionSource } from './razorpay/subscriptions/subscription-source.ts'
import { openStore } from './store/open-store.ts'
import { settingsSchema } from './store/settings.ts'
import { deliverySource } from './webhooks/delivery-source.ts'
import { webhooksSchema } from './webhooks/delivery-store.ts'

export type SandboxOptions = {
  /** Folder of `sandbox.sqlite`; made when absent. */
  readonly dataDir: string
  /** 0 takes a free port. */
  readonly controlPort: number
  readonly smtpPort: number
  readonly razorpay: RazorpayConfig
  /** The app's PostgreSQL, where the one clock lives; without it the sandbox keeps its own. */
  readonly databaseUrl?: string | undefined
  /** How long `GET /quiet` and each step of the clock wait at most; 30 s unless told otherwise. */
  readonly patienceMs?: number
}

export type Sandbox = {
  readonly control: string
  readonly razorpay: string
  readonly smtp: { readonly host: string; readonly port: number }
  readonly stop: () => Promise<void>
}

/** Opens the store and starts every server of the sandbox on 127.0.0.1. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const schemas = [settingsSchema, webhooksSchema, faultsSchema, mailboxSchema, razorpaySchema]
  const store = openStore({ dataDir: options.dataDir, schemas })
  const clockStore = options.databaseUrl
    ? postgresClockStore({ databaseUrl: options.databaseUrl })
    : sqliteClockStore(store)
  const clock = sandboxClock(clockStore)

  let pump: Pump | undefined
  const wake = () => pump?.wake()
  const razorpay = openRazorpay({ config: options.razorpay, store, clock, wake })
  const endpoints = { razorpay: razorpayWebhookEndpoint(options.razorpay) }
  const deliveries = deliverySource({ store, clock, endpoints, wake })
  const sources = [lifecycleSource(razorpay), subscriptionSource(razorpay), deliveries]
  pump = startPump({ clock, sources })

  const time = { clock, store: clockStore, sources, pump, patienceMs: options.patienceMs ?? 30_000 }
  const razorpayServer = await startRazorpayServer(razorpay)
  const smtp = await startSmtpServer({ store, clock, port: options.smtpPort })
  const control = await startControlServer({ context: { store, time, razorpay }, port: options.controlPort })

  return {
    control: control.url,
    razorpay: razorpayServer.url,
    smtp: { host: '127.0.0.1', port: smtp.port },
    async stop() {
      await Promise.all([control.stop(), razorpayServer.stop(), smtp.stop()])
      await pump.stop()
      await deliveries.stop()
      await clockStore.close()
      store.close()
    },
  }
}
