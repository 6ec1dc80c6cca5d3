import { runMigrations } from 'graphile-worker'
import { migrate } from '#lib/db/migrate.ts'
import { buildApp } from './build/build-app.ts'
import { generateClient } from './build/generate-client.ts'
import { ConfigError, readConfig } from './config.ts'

/**
 * With a database of one's own: checks the environment, brings the database up to this build, then becomes the app
 * process. Throws `ConfigError` before anything else when something is missing.
 */
export async function startProduction(root: string): Promise<void> {
  const { databaseUrl } = readConfig(process.env)
  if (process.env.TACKON_SANDBOX === '1') {
    throw new ConfigError(['TACKON_SANDBOX is set by the demo itself; it has no place beside DATABASE_URL'])
  }
  await generateClient(root)
  await buildApp(root)
  await migrate(databaseUrl)
  await runMigrations({ connectionString: databaseUrl })
  await import('./main.ts')
}
