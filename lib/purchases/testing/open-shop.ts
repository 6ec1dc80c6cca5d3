import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { checkBooks } from '#lib/invoices/check-books.ts'
import { runDueWork } from '#lib/jobs/run-due-work.ts'
import { ProviderError } from '#lib/payments/provider.ts'
import { receiveWebhook } from '#lib/payments/receive-webhook.ts'
import { workHandlers } from '#lib/server/work-handlers.ts'
import { families } from '#prisma/seed/catalog/families.ts'
import { startSandbox } from '#sandbox/start-sandbox.ts'

export type PaidReturn = {
  razorpay_order_id: string
  razorpay_payment_id: string
  razorpay_signature: string
}

const SMS_TOKEN = 'a token of the tests'

/** A seeded catalog, the provider's sandbox and our webhook address, for a test of the whole way of a purchase. */
export async function openShop() {
  const secrets = {
    keyId: 'rzp_test_shop',
    keySecret: 'shop-key-secret',
    webhookSecret: 'shop-webhook-secret',
  }
  const stripe = { secretKey: 'sk_test_shop', webhookSecret: 'whsec_shop' }
  const webhooks = await listenForWebhooks()
  const dataDir = await mkdtemp(path.join(tmpdir(), 'tackon-shop-'))
  const sandbox = await startSandbox({
    dataDir,
    controlPort: 0,
    smtpPort: 0,
    razorpay: { ...secrets, appUrl: webhooks.url, port: 0 },
    stripe: { ...stripe, appUrl: webhooks.url, port: 0 },
    databaseUrl: process.env.DATABASE_URL,
    smsToken: SMS_TOKEN,
  })
  Object.assign(process.env, {
    RAZORPAY_KEY_ID: secrets.keyId,
    RAZORPAY_KEY_SECRET: secrets.keySecret,
    RAZORPAY_WEBHOOK_SECRET: secrets.webhookSecret,
    RAZORPAY_API_URL: sandbox.razorpay,
    RAZORPAY_CHECKOUT_URL: `${sandbox.razorpay}/v1/checkout.js`,
    STRIPE_SECRET_KEY: stripe.secretKey,
    STRIPE_WEBHOOK_SECRET: stripe.webhookSecret,
    STRIPE_API_URL: sandbox.stripe,
    SANDBOX_URL: sandbox.control,
    APP_URL: 'http://localhost:3000',
    NEXTAUTH_SECRET: 'a secret of the tests, long enough to be one',
    TOKEN_PEPPER: 'a pepper of the tests, long enough to be one',
    API_KEY_PEPPER: 'a pepper of the keys, long enough to be one',
    SMTP_URL: `smtp://${sandbox.smtp.host}:${sandbox.smtp.port}`,
    MAIL_FROM: 'billing@tackon.test',
    SMS_URL: `${sandbox.control}/sms`,
    SMS_TOKEN,
  })
  for (const seed of families) await seedCatalog({ seed, now: await now() })

  const control = async <Answer>(method: string, route: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(`${sandbox.control}${route}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${route}: ${response.status} ${await response.text()}`)
    return (await response.json()) as Answer
  }

  /** Everything that is due now, as the worker does it. Only a provider that does not answer may fail a piece. */
  const work = () => {
    const onError = (_work: unknown, error: unknown) => {
      if (!(error instanceof ProviderError) || error.outcome !== 'unknown') throw error
    }
    return runDueWork({ handlers: workHandlers, onError })
  }

  return {
    secrets,
    control,
    /** The payer pays an order; answers what the checkout hands to the page. */
    pay: (orderId: string, outcome: 'captured' | 'authorized' | 'failed' = 'captured') =>
      control<PaidReturn>('POST', `/razorpay/orders/${orderId}/pay`, { method: 'upi', outcome }),
    /** Holds the provider's messages back, for a test of what happens without them. */
    holdWebhooks: () => control('PUT', '/webhooks/mode', { paused: true }),
    letWebhooksThrough: () => control('PUT', '/webhooks/mode', { paused: false }),
    work,
    /** Does something while a worker does what falls due, such as moving the clock. */
    whileWorking: async <Result>(act: () => Promise<Result>): Promise<Result> => {
      let acting = true
      const worker = (async () => {
        while (acting) {
          await work()
          await setImmediate()
        }
      })()
      const result = await act().finally(() => {
        acting = false
      })
      await worker
      return result
    },
    /** Ends it all. Throws when the books do not agree after what the tests did. */
    close: async () => {
      await sandbox.stop()
      await webhooks.close()
      await rm(dataDir, { recursive: true, force: true })
      const { violations } = await checkBooks(database())
      if (violations.length > 0) throw new Error(`the books do not agree:\n${violations.join('\n')}`)
    },
  }
}

export type Shop = Awaited<ReturnType<typeof openShop>>

async function listenForWebhooks() {
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = []
    for await (const chunk of request) chunks.push(chunk)
    const header = (name: string) => request.headers[name]?.toString() ?? null
    // The address says who calls: /api/webhooks/<provider>
    const provider = request.url?.split('/').at(-1) ?? ''
    const message = { provider, rawBody: Buffer.concat(chunks), header, now: await now() }
    response.statusCode = await receiveWebhook(message).then(
      () => 200,
      () => 400,
    )
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
