import { z } from 'zod'
import { route } from '#lib/http/route.ts'
import { markAnnouncementSeen } from '#lib/notifications/mark-announcement-seen.ts'

export const POST = route({
  access: 'user',
  summary: 'Mark an announcement as seen',
  answers: { 204: null },
  params: z.strictObject({ id: z.uuid() }),
  handle: ({ principal, params, now }) =>
    markAnnouncementSeen({ id: params.id, userId: principal.userId, now }),
})
