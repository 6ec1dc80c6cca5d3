import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const root = new URL('..', import.meta.url).pathname

/** One PostgreSQL has connections for so many. Left alone, vitest leaves a processor idle: of two, one. */
const MOST_WORKERS = 8

/** `unit` needs nothing; `db` gets an embedded PostgreSQL and a database per file; `process` starts whole processes. */
export default defineConfig({
  root,
  test: {
    // What a test waits for comes, or never does: nothing is told from how fast it comes where others are at work, too.
    expect: { poll: { timeout: 10_000 } },
    testTimeout: 30_000,
    maxWorkers: Math.min(availableParallelism(), MOST_WORKERS),
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          setupFiles: ['lib/server/testing/test-environment.ts'],
          include: ['{lib,components,sandbox,prisma,app}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.db.test.ts', '**/*.process.test.ts', '**/node_modules/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'db',
          include: ['{lib,prisma,app}/**/*.db.test.ts'],
          globalSetup: ['lib/db/testing/postgres-for-suite.ts'],
          setupFiles: ['lib/server/testing/test-environment.ts', 'lib/db/testing/database-per-file.ts'],
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'process',
          include: ['{lib,prisma,sandbox}/**/*.process.test.ts'],
          globalSetup: ['lib/db/testing/postgres-for-suite.ts'],
          setupFiles: ['lib/server/testing/test-environment.ts', 'lib/db/testing/database-per-file.ts'],
          testTimeout: 400_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
