const shared = globalThis as { tackonMigrations?: readonly string[] }

/** Notes which migrations this build was written for (read-migration-names.ts), where pages and server both see it. */
export function expectMigrations(names: readonly string[]): void {
  shared.tackonMigrations = names
}

export function expectedMigrations(): readonly string[] {
  return shared.tackonMigrations ?? []
}
