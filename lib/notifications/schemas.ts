import { z } from 'zod'

/** GET /api/notices: what the customer should know and has not dismissed. */
export const noticeView = z.object({
  id: z.uuid(),
  title: z.string(),
  body: z.string(),
  action: z.object({ label: z.string(), path: z.string() }).nullable(),
  createdAt: z.iso.datetime(),
})

/** GET /api/announcements (S0.15): what is new and this user has not seen. */
export const announcementView = z.object({
  id: z.uuid(),
  code: z.string(),
  title: z.string(),
  body: z.string(),
  publishedAt: z.iso.datetime(),
})

export const noticeList = z.array(noticeView)
export const announcementList = z.array(announcementView)

export type NoticeView = z.output<typeof noticeView>
export type AnnouncementView = z.output<typeof announcementView>
