import { z } from 'zod'
import { pageLinks, pageQuery } from '#lib/http/pagination.ts'
import { route } from '#lib/http/route.ts'
import { listNotices } from '#lib/notifications/list-notices.ts'
import { noticeList } from '#lib/notifications/schemas.ts'

export const GET = route({
  access: 'customer',
  summary: 'List notices to the customer',
  answers: { 200: noticeList },
  query: z.strictObject(pageQuery),
  handle: async ({ principal, query: { page, per_page }, request }) => {
    const offset = (page - 1) * per_page
    const found = await listNotices({ customerId: principal.customerId, offset, limit: per_page + 1 })
    const links = pageLinks(request, { page, per_page, hasMore: found.length > per_page })
    return { notices: found.slice(0, per_page), links }
  },
  respond: { shape: ({ notices }) => notices, headers: ({ links }) => links },
})
