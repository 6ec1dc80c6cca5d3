import { webhookRoute } from '#lib/payments/webhook-route.ts'

/** E.3 Razorpay's webhooks. */
export const POST = webhookRoute('razorpay')
