import { webhookRoute } from '#lib/payments/webhook-route.ts'

/** E.3 Stripe's webhooks. */
export const POST = webhookRoute('stripe')
