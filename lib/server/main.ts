import { closeDatabase } from '#lib/db/client.ts'
import { log } from '#lib/http/log.ts'
import { closeMailTransport } from '#lib/notifications/mail-transport.ts'
import { ConfigError, config } from './config.ts'
import { expectMigrations } from './health/expected-migrations.ts'
import { readMigrationNames } from './health/read-migration-names.ts'
import { receiveListeners } from './web/receive-listeners.ts'
import { startWeb } from './web/start-web.ts'
import { startWorker } from './worker/start-worker.ts'

/** The app process: web, worker or both, as TACKON_ROLE says. Ends cleanly on SIGTERM, or with its parent. */
async function main(): Promise<void> {
  const { role, appUrl } = config()
  const listeners = receiveListeners()
  // next-auth reads these itself.
  process.env.NEXTAUTH_URL ??= appUrl.origin
  expectMigrations(await readMigrationNames())
  const worker = role === 'web' ? null : await startWorker()
  const web = role === 'worker' ? null : await startWeb(await listeners)
  log().info({ role, port: web?.port }, 'started')

  let ending = false
  const end = async () => {
    if (ending) return
    ending = true
    await web?.stop()
    await worker?.stop()
    closeMailTransport()
    await closeDatabase()
    log().info('stopped')
    process.exit(0)
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  process.on('disconnect', end)
  process.send?.({ ready: true, port: web?.port ?? null })
}

main().catch((error: unknown) => {
  if (error instanceof ConfigError) console.error(error.message)
  else log().fatal({ err: error }, 'the start failed')
  process.exit(1)
})
