import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { dutyView, setDutyRequest } from '#lib/workspace/schemas.ts'
import { setDutyStatus } from '#lib/workspace/set-duty-status.ts'

/** S3.6 how far one is with a duty; refused where its track is closed. */
export const PUT = route({
  access: 'customer',
  summary: 'Say how far one is with a duty',
  answers: { 200: dutyView },
  params: z.strictObject({ code: z.string().max(100) }),
  body: setDutyRequest,
  handle: ({ principal: { customerId, userId }, params: { code }, body: { status }, now }) =>
    setDutyStatus({ customerId, userId, code, status, now }),
})
