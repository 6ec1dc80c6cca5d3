import { loadFamilyCatalog } from '#lib/catalog/load-family-catalog.ts'
import { database } from '#lib/db/client.ts'
import { findLine } from './find-line.ts'
import { loadHoldings } from './load-holdings.ts'
import type { UserAddonResponse } from './schemas.ts'
import { serializeUserAddon } from './serialize-user-addon.ts'
import { userAddonAt } from './user-addon-rules.ts'

/** One held add-on in the seed's words, whether it is active or over. Throws `user_addon_not_found`. */
export async function findUserAddon(options: {
  lineId: string
  customerId: string
  at: Temporal.Instant
}): Promise<UserAddonResponse> {
  const { subscription } = await findLine(database(), options)
  const held = { familyCode: subscription.family.code, apiKeyId: subscription.apiKeyId }
  const [catalog, holdings] = await Promise.all([
    loadFamilyCatalog(database(), held.familyCode),
    loadHoldings(database(), { ...options, ...held, ended: true }),
  ])
  const line = holdings.lines.find((candidate) => candidate.id === options.lineId)
  const addon = catalog?.addons.find((candidate) => candidate.code === line?.addonCode)
  const state = line && userAddonAt(line, options.at)
  if (!catalog || !line || !addon || !state || !holdings.subscription)
    throw new Error(`no line ${options.lineId}`)
  return serializeUserAddon({
    line,
    state,
    subscriptionId: holdings.subscription.id,
    addon,
    catalog,
    holdings,
    at: options.at,
  })
}
