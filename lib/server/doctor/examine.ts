import { database } from '#lib/db/client.ts'
import { providerProbes } from '#lib/payments/provider-probes.ts'
import { ConfigError, readConfig } from '../config.ts'
import { checkCatalog } from './check-catalog.ts'
import { checkDatabase } from './check-database.ts'
import { checkProvider } from './check-providers.ts'
import { checkPurchase } from './check-purchase.ts'
import { checkWebhook } from './check-webhook.ts'
import { bad, type Finding, good, reasonOf } from './finding.ts'

/**
 * S0.15 the seed's deployment checklist, one finding after the other. What stands on something broken is not tried:
 * the first bad finding is the one to act on.
 */
export async function* examine(env: Record<string, string | undefined>): AsyncGenerator<Finding> {
  const config = configOf(env)
  if (Array.isArray(config)) return yield* config
  yield good('Environment: complete')

  const inDatabase = await guarded('Database', checkDatabase)
  yield* inDatabase
  if (inDatabase.some((finding) => !finding.ok)) return
  const inCatalog = await guarded('Catalog', checkCatalog)
  yield* inCatalog

  const codes = (await database().productFamily.findMany({ select: { code: true, provider: true } })).sort(
    (a, b) => a.code.localeCompare(b.code),
  )
  for (const probe of providerProbes()) {
    const ofProvider = await guarded('Provider', () => checkProvider(probe))
    yield* ofProvider
    yield await checkWebhook(probe, config.appUrl)
    if (ofProvider.some((finding) => !finding.ok)) continue
    if (!probe.isTestMode) {
      yield good(`Purchase: not tried, because ${probe.code} has live keys`)
      continue
    }
    for (const { code, provider } of codes) if (provider === probe.code) yield await checkPurchase(code)
  }
}

function configOf(env: Record<string, string | undefined>) {
  try {
    return readConfig(env)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.problems.map((problem) => bad(`Environment: ${problem}`, 'set it and start again'))
  }
}

async function guarded(name: string, check: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await check()
  } catch (error) {
    return [bad(`${name}: ${reasonOf(error)}`, 'look at the log of the app')]
  }
}
