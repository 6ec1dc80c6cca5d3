import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { dismissNotice } from '#lib/notifications/dismiss-notice.ts'

export const POST = route({
  access: 'customer',
  summary: 'Dismiss a notice',
  answers: { 204: null },
  params: z.strictObject({ id: z.uuid() }),
  handle: ({ principal, params, now }) =>
    dismissNotice({ id: params.id, customerId: principal.customerId, now }),
})
