import { randomBytes } from 'node:crypto'

/** What the product asks of its environment, for a run that talks to nobody. */
export function benchEnvironment(databaseUrl: string) {
  const secret = () => randomBytes(24).toString('hex')
  return {
    DATABASE_URL: databaseUrl,
    APP_URL: 'http://localhost:3000',
    NEXTAUTH_SECRET: secret(),
    TOKEN_PEPPER: secret(),
    API_KEY_PEPPER: secret(),
    SMTP_URL: 'smtp://127.0.0.1:1',
    MAIL_FROM: 'bench@tackon.test',
    RAZORPAY_KEY_ID: 'rzp_test_bench',
    RAZORPAY_KEY_SECRET: secret(),
    RAZORPAY_WEBHOOK_SECRET: secret(),
    STRIPE_SECRET_KEY: 'sk_test_bench',
    STRIPE_WEBHOOK_SECRET: `whsec_${secret()}`,
    // Measurements put something else in its place.
    FORWARD_UPSTREAM_URL: 'http://127.0.0.1:1',
    LOG_LEVEL: 'silent',
  }
}
