import path from 'node:path'
import { z } from 'zod'
import type { Secrets } from './secrets.ts'

/** What the sandbox says when it is ready (sandbox/main.ts). */
export const sandboxReady = z.object({
  control: z.url(),
  razorpay: z.url(),
  stripe: z.url(),
  smtp: z.object({ host: z.string(), port: z.int() }),
  upstream: z.url(),
})

export type SandboxAddresses = z.output<typeof sandboxReady>

/** The sandbox's environment. */
export function sandboxEnvironment(options: {
  dataDir: string
  appUrl: string
  databaseUrl: string
  secrets: Secrets
}): Record<string, string> {
  const { dataDir, appUrl, databaseUrl, secrets } = options
  return {
    SANDBOX_DATA: path.join(dataDir, 'sandbox'),
    APP_URL: appUrl,
    DATABASE_URL: databaseUrl,
    SMS_TOKEN: secrets.smsToken,
    ...providerKeys(secrets),
  }
}

/** The app's environment: everything `config()` reads, with the sandbox in the place of the outside world. */
export function appEnvironment(options: {
  dataDir: string
  appUrl: string
  port: number
  databaseUrl: string
  secrets: Secrets
  sandbox: SandboxAddresses
}): Record<string, string> {
  const { appUrl, secrets, sandbox } = options
  return {
    NODE_ENV: 'production',
    DATABASE_URL: options.databaseUrl,
    APP_URL: appUrl,
    NEXTAUTH_URL: appUrl,
    NEXTAUTH_SECRET: secrets.authSecret,
    TOKEN_PEPPER: secrets.tokenPepper,
    API_KEY_PEPPER: secrets.apiKeyPepper,
    PORT: String(options.port),
    HOST: process.env.HOST || 'localhost',
    SMTP_URL: `smtp://${sandbox.smtp.host}:${sandbox.smtp.port}`,
    MAIL_FROM: 'Tackon <billing@tackon.test>',
    SMS_URL: `${sandbox.control}/sms`,
    SMS_TOKEN: secrets.smsToken,
    TACKON_SANDBOX: '1',
    TACKON_ROLE: 'all',
    TACKON_DEMO_FILE: path.join(options.dataDir, 'demo.json'),
    SANDBOX_URL: sandbox.control,
    RAZORPAY_API_URL: sandbox.razorpay,
    RAZORPAY_CHECKOUT_URL: `${sandbox.razorpay}/v1/checkout.js`,
    STRIPE_API_URL: sandbox.stripe,
    FORWARD_UPSTREAM_URL: sandbox.upstream,
    ...providerKeys(secrets),
  }
}

function providerKeys(secrets: Secrets): Record<string, string> {
  return {
    RAZORPAY_KEY_ID: secrets.razorpayKeyId,
    RAZORPAY_KEY_SECRET: secrets.razorpayKeySecret,
    RAZORPAY_WEBHOOK_SECRET: secrets.razorpayWebhookSecret,
    STRIPE_SECRET_KEY: secrets.stripeSecretKey,
    STRIPE_WEBHOOK_SECRET: secrets.stripeWebhookSecret,
  }
}
