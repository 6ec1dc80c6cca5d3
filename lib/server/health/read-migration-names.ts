import { readdir } from 'node:fs/promises'

/** The migrations that come with this build. For the process itself: what Next bundles cannot look at our files. */
export async function readMigrationNames(): Promise<string[]> {
  const entries = await readdir(new URL('../../../prisma/migrations/', import.meta.url), {
    withFileTypes: true,
  })
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
}
