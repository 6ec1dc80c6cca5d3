import { database } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { listPacks } from './list-packs.ts'
import type { PackView } from './pack-schemas.ts'

/** A pack of this customer by one of its terms. Throws `pack_not_found`, also for those of others and for what is over. */
export async function findPack(options: {
  customerId: string
  termId: string
  at: Temporal.Instant
}): Promise<PackView> {
  const [pack] = await listPacks(database(), options)
  if (pack) return pack
  throw new DomainError({ kind: 'not_found', code: 'pack_not_found', detail: 'There is no such pack.' })
}
