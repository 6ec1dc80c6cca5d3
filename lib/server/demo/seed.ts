import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { closeDatabase } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { families } from '#prisma/seed/catalog/families.ts'
import type { DemoAccount } from '#prisma/seed/demo-account.ts'
import { seedDemo } from '#prisma/seed/seed-demo.ts'

/** The catalog as the repository ships it, and who can sign in. Loaded late: it needs the generated client. */
export async function seed(known: DemoAccount[]): Promise<DemoAccount[]> {
  try {
    for (const family of families) await seedCatalog({ seed: family, now: await now() })
    return await seedDemo({ known, now: await now() })
  } finally {
    await closeDatabase()
  }
}
