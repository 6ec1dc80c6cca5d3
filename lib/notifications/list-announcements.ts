import { toDate } from '#lib/calendar/instants.ts'
import { database } from '#lib/db/client.ts'
import type { AnnouncementView } from './schemas.ts'

/** S0.15 what is new and this user has not seen, newest first. */
export async function listAnnouncements(options: {
  userId: string
  now: Temporal.Instant
  offset: number
  limit: number
}): Promise<AnnouncementView[]> {
  const announcements = await database().announcement.findMany({
    where: { publishedAt: { lte: toDate(options.now) }, seen: { none: { userId: options.userId } } },
    orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],
    skip: options.offset,
    take: options.limit,
  })
  return announcements.map(({ id, code, title, body, publishedAt }) => ({
    id,
    code,
    title,
    body,
    publishedAt: publishedAt.toISOString(),
  }))
}
