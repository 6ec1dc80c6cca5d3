import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Razorpay from 'razorpay'
import Stripe from 'stripe'
import type { RazorpayConfig } from '../razorpay/razorpay-context.ts'
import { type Sandbox, startSandbox } from '../start-sandbox.ts'
import type { StripeConfig } from '../stripe/stripe-context.ts'
import { type Receiver, startReceiver } from './start-receiver.ts'

const keys = {
  keyId: 'rzp_test_A1b2C3d4E5f6G7',
  keySecret: 'test_key_secret',
  webhookSecret: 'test_webhook_secret',
}

const stripeKeys = { secretKey: 'sk_test_sandbox_4eC39HqLyjWDarjtT1', webhookSecret: 'whsec_test_secret' }

export type TestSandbox = {
  readonly config: RazorpayConfig
  readonly stripeConfig: StripeConfig
  /** The official SDK, pointed at the sandbox. */
  readonly sdk: Razorpay
  /** The other official SDK, likewise; it repeats nothing by itself unless told to. */
  readonly stripe: (options?: Partial<Stripe.StripeConfig>) => Stripe
  /** Stands in for the product: collects webhooks. */
  readonly app: Receiver
  readonly urls: () => Sandbox
  readonly control: (method: string, path: string, body?: unknown) => Promise<ControlAnswer>
  /** Stops the sandbox and starts it again on the same data. */
  readonly restart: () => Promise<void>
  readonly stop: () => Promise<void>
}

export type ControlAnswer = { readonly status: number; readonly type: string; readonly body: unknown }

/** A fresh sandbox on free ports with its own data. Call `stop` at the end. */
export async function openTestSandbox(
  options: { readonly databaseUrl?: string; readonly patienceMs?: number } = {},
): Promise<TestSandbox> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tackon-sandbox-'))
  const app = await startReceiver()
  const config: RazorpayConfig = { ...keys, appUrl: app.url, port: 0 }
  const stripeConfig: StripeConfig = { ...stripeKeys, appUrl: app.url, port: 0 }
  const start = () =>
    startSandbox({
      dataDir,
      controlPort: 0,
      smtpPort: 0,
      razorpay: config,
      stripe: stripeConfig,
      smsToken: 'test_sms_token',
      ...options,
    })
  const sdk = new Razorpay({ key_id: keys.keyId, key_secret: keys.keySecret })
  let sandbox = await start()
  pointAt(sdk, sandbox.razorpay)

  return {
    config,
    stripeConfig,
    sdk,
    stripe: (given = {}) => {
      const { hostname, port } = new URL(sandbox.stripe)
      return new Stripe(stripeKeys.secretKey, {
        host: hostname,
        port,
        protocol: 'http',
        maxNetworkRetries: 0,
        telemetry: false,
        ...given,
      })
    },
    app,
    urls: () => sandbox,
    control: async (method, path, body) => {
      const response = await fetch(sandbox.control + path, {
        method,
        ...(body === undefined
          ? {}
          : {
              body: typeof body === 'string' ? body : JSON.stringify(body),
              headers: { 'content-type': 'application/json' },
            }),
      })
      const type = response.headers.get('content-type') ?? ''
      const text = await response.text()
      return {
        status: response.status,
        type,
        body: type.includes('json') ? (JSON.parse(text) as unknown) : text,
      }
    },
    async restart() {
      await sandbox.stop()
      sandbox = await start()
      pointAt(sdk, sandbox.razorpay)
    },
    async stop() {
      await sandbox.stop()
      await app.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** The SDK has its host built in; this is the one documented way around it. */
export function pointAt(sdk: Razorpay, url: string, timeoutMs = 2000): void {
  const { defaults } = (sdk.api as unknown as { rq: { defaults: { baseURL: string; timeout: number } } }).rq
  defaults.baseURL = url
  defaults.timeout = timeoutMs
}
