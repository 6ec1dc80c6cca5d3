import { followHoldings } from '#lib/entitlements/holdings-feed.ts'
import { eventStream } from '#lib/http/event-stream.ts'
import { route } from '#lib/http/route.ts'

/**
 * S3.6 server-sent events: a word whenever what the caller holds may have changed, in any family. `changed`: ask
 * `GET /api/entitlements` now; `unsure`: soon. It says nothing of what changed.
 */
export const GET = route({
  access: 'customer',
  summary: 'Follow changes of what the caller holds',
  answers: { 200: { media: 'text/event-stream' } },
  handle: ({ principal: { customerId } }) => eventStream((send) => followHoldings(customerId, send)),
})
