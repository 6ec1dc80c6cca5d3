import type { z } from 'zod'
import { toDate } from '#lib/calendar/instants.ts'
import { dayAround } from '#lib/calendar/periods.ts'
import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import type { ceilingView } from './schemas.ts'

/** A customer's ceiling over all its keys, and what has been counted against it on the day (UTC) of `at`. */
export async function findCeiling(
  db: DatabaseOrTransaction,
  { customerId, at }: { customerId: string; at: Temporal.Instant },
): Promise<z.output<typeof ceilingView>> {
  const day = dayAround(at, 'UTC')
  const { requestCeiling, ceilings } = await db.customer.findUniqueOrThrow({
    where: { id: customerId },
    select: { requestCeiling: true, ceilings: { where: { windowStart: toDate(day.start) } } },
  })
  return {
    requestsPerDay: requestCeiling,
    usedToday: Number(ceilings[0]?.used ?? 0n),
    asOf: at.toString(),
    resetsAt: day.end.toString(),
  }
}
