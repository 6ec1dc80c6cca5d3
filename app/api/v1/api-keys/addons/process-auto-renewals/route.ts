import { route } from '#lib/http/route.ts'
import { processRenewals } from '#lib/keys/process-renewals.ts'
import { processedRenewals } from '#lib/keys/renewal-schemas.ts'

/** S2.9 does now what the job does at 02:00. */
export const POST = route({
  access: 'admin',
  summary: 'Renew what is due to renew by itself, now',
  answers: { 200: processedRenewals },
  limit: 'costly',
  handle: ({ principal: { userId }, requestId, now }) => processRenewals({ userId, requestId, now }),
})
