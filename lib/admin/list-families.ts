import { database } from '#lib/db/client.ts'
import type { FamilyRow } from './family-schemas.ts'

/** Every family that is or was sold, by name. */
export async function listFamilies(): Promise<FamilyRow[]> {
  return database().productFamily.findMany({
    select: {
      ...{ code: true, name: true, currency: true, provider: true },
      plans: { select: { code: true, name: true }, orderBy: { rank: 'asc' } },
    },
    orderBy: { name: 'asc' },
  })
}
