import type { SandboxOptions } from './start-sandbox.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Reads the environment; throws an error that names what is missing or wrong. */
export function readSandboxOptions(environment: Environment): SandboxOptions {
  const text = (name: string) => {
    const value = environment[name]
    if (!value) throw new Error(`sandbox: ${name} is not set`)
    return value
  }
  const port = (name: string) => {
    const value = environment[name] || '0'
    if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535)
      throw new Error(`sandbox: ${name} is not a port: ${value}`)
    return Number(value)
  }
  const appUrl = text('APP_URL')
  if (!URL.canParse(appUrl)) throw new Error(`sandbox: APP_URL is not a URL: ${appUrl}`)
  return {
    dataDir: text('SANDBOX_DATA'),
    controlPort: port('SANDBOX_CONTROL_PORT'),
    smtpPort: port('SANDBOX_SMTP_PORT'),
    upstreamPort: port('SANDBOX_UPSTREAM_PORT'),
    razorpay: {
      keyId: text('RAZORPAY_KEY_ID'),
      keySecret: text('RAZORPAY_KEY_SECRET'),
      webhookSecret: text('RAZORPAY_WEBHOOK_SECRET'),
      appUrl,
      port: port('SANDBOX_RAZORPAY_PORT'),
    },
    stripe: {
      secretKey: text('STRIPE_SECRET_KEY'),
      webhookSecret: text('STRIPE_WEBHOOK_SECRET'),
      appUrl,
      port: port('SANDBOX_STRIPE_PORT'),
    },
    smsToken: environment.SMS_TOKEN || undefined,
    databaseUrl: environment.DATABASE_URL || undefined,
  }
}
