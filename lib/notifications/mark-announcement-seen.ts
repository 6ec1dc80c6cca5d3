import { toDate } from '#lib/calendar/instants.ts'
import { database } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'

/** Notes that the user saw it; again changes nothing. Throws `not_found` for one that is not published. */
export async function markAnnouncementSeen(options: {
  id: string
  userId: string
  now: Temporal.Instant
}): Promise<void> {
  const at = toDate(options.now)
  const found = await database().announcement.findFirst({
    where: { id: options.id, publishedAt: { lte: at } },
  })
  if (!found)
    throw new DomainError({ kind: 'not_found', code: 'not_found', detail: 'There is no such announcement.' })
  await database().announcementSeen.createMany({
    data: { announcementId: options.id, userId: options.userId, seenAt: at },
    skipDuplicates: true,
  })
}
