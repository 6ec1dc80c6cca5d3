import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import { entitlementsAt } from './entitlement-rules.ts'
import type { Entitlements } from './entitlements.ts'
import { loadStanding } from './load-standing.ts'

/** What a customer may do in a family at an instant; null when there is no such family. */
export async function getEntitlements(
  db: DatabaseOrTransaction,
  options: { customerId: string; familyCode: string; apiKeyId?: string; at: Temporal.Instant },
): Promise<Entitlements | null> {
  const standing = await loadStanding(db, options)
  return standing && entitlementsAt({ ...standing, lines: standing.holdings.lines, at: options.at })
}
