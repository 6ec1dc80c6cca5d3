/** `npm run catalog:seed`: brings the catalog to what the repository ships, keeping admin edits (S0.1). */
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { closeDatabase } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { families } from './catalog/families.ts'

const words = { created: 'Created', updated: 'Updated', unchanged: 'Unchanged' } as const

try {
  for (const seed of families) {
    const report = await seedCatalog({ seed, now: await now() })
    console.log(`${seed.name} (${seed.code})`)
    const printed = report.filter((entry) => entry.kind !== 'feature')
    for (const entry of printed) console.log(`  ${words[entry.outcome]}: ${entry.name}`)
    const counts = Object.entries(words).map(
      ([outcome, word]) =>
        `${printed.filter((entry) => entry.outcome === outcome).length} ${word.toLowerCase()}`,
    )
    console.log(
      `  ${seed.plans.length} plans and ${seed.addons.length} add-ons: ${counts.join(', ')}, ${seed.features.length} limits and features\n`,
    )
  }
} finally {
  await closeDatabase()
}
