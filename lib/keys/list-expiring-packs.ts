import { isBefore } from '#lib/calendar/instants.ts'
import { database } from '#lib/db/client.ts'
import { listPacks } from './list-packs.ts'
import type { PackView } from './pack-schemas.ts'

/**
 * The packs of a customer that end within so many days, what ends first at the beginning (S2.9). One whose renewal is
 * paid ends with that.
 */
export async function listExpiringPacks(options: {
  customerId: string
  days: number
  at: Temporal.Instant
}): Promise<PackView[]> {
  const { customerId, days, at } = options
  const until = at.add({ hours: 24 * days })
  const packs = await listPacks(database(), { customerId, at })
  return packs.filter(
    ({ expiresAt }) => expiresAt !== null && !isBefore(until, Temporal.Instant.from(expiresAt)),
  )
}
