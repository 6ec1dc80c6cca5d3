import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import type { ProviderCode } from './providers.ts'
import { receiveWebhook } from './receive-webhook.ts'

/** A provider's webhook address: believed by the signature over the raw body, acknowledged once it is stored (E.3). */
export function webhookRoute(provider: ProviderCode) {
  return route({
    access: 'public',
    summary: `Receive what ${provider} tells us`,
    answers: { 200: z.object({ received: z.string() }) },
    name: `POST /api/webhooks/${provider}`,
    body: 'raw',
    handle: async ({ bytes, request, now }) => {
      const header = (name: string) => request.headers.get(name)
      const { eventId } = await receiveWebhook({ provider, rawBody: bytes, header, now })
      return { received: eventId }
    },
  })
}
