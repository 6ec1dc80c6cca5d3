import type { Transaction } from '#lib/db/client.ts'
import { findOneTimeAddon } from './find-one-time-addon.ts'
import type { OneTimeAddon } from './one-time-addon.ts'

/** A one-time add-on that nobody else changes until the commit. Throws `add_on_not_found`. */
export async function lockAddon(
  tx: Transaction,
  idOrCode: string,
  options?: { anyStatus: boolean },
): Promise<OneTimeAddon> {
  const { id } = await findOneTimeAddon(tx, idOrCode, options)
  await tx.$executeRaw`SELECT 1 FROM addons WHERE id = ${id}::uuid FOR NO KEY UPDATE`
  // Somebody may have deleted or changed it while we waited.
  return findOneTimeAddon(tx, id, options)
}
