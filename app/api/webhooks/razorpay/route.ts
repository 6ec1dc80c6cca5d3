import { route } from '#lib/http/route.ts'
import { receiveWebhook } from '#lib/payments/receive-webhook.ts'

/** E.3 Razorpay's webhooks: believed by their signature over the raw body, acknowledged once they are stored. */
export const POST = route({
  access: 'public',
  name: 'POST /api/webhooks/razorpay',
  body: 'raw',
  handle: async ({ bytes, request, now }) => {
    const header = (name: string) => request.headers.get(name)
    const { eventId } = await receiveWebhook({ provider: 'razorpay', rawBody: bytes, header, now })
    return { received: eventId }
  },
})
