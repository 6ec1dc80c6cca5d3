import { closeDatabase } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { syncCatalog } from '../sync-catalog.ts'

const words = { created: 'Created', updated: 'Updated', unchanged: 'Unchanged' } as const

/** `npm run catalog:sync`: products and prices at the providers, and what has drifted there; then it ends with 1. */
try {
  const synced = await syncCatalog({ now: await now() })
  for (const { family, item, outcome, drifted } of synced) {
    console.log(`${words[outcome]}: ${family} ${item}`)
    for (const difference of drifted) console.log(`  drifted: ${difference}`)
  }
  const drifted = synced.filter((price) => price.drifted.length > 0).length
  console.log(`${synced.length} prices, ${drifted} drifted`)
  if (drifted > 0) process.exitCode = 1
} finally {
  await closeDatabase()
}
