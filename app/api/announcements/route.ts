import { z } from 'zod'
import { pageLinks, pageQuery } from '#lib/http/pagination.ts'
import { route } from '#lib/http/route.ts'
import { listAnnouncements } from '#lib/notifications/list-announcements.ts'
import { announcementList } from '#lib/notifications/schemas.ts'

export const GET = route({
  access: 'user',
  summary: 'List announcements the caller has not seen',
  answers: { 200: announcementList },
  query: z.strictObject(pageQuery),
  handle: async ({ principal, query: { page, per_page }, request, now }) => {
    const offset = (page - 1) * per_page
    const found = await listAnnouncements({ userId: principal.userId, now, offset, limit: per_page + 1 })
    const links = pageLinks(request, { page, per_page, hasMore: found.length > per_page })
    return { announcements: found.slice(0, per_page), links }
  },
  respond: { shape: ({ announcements }) => announcements, headers: ({ links }) => links },
})
