import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from '../demo/ports.ts'

/**
 * A Redis for one run, if this machine has one (Debian: `apt-get install redis-server`); null otherwise.
 *
 * @param options.isDurable it writes what it counts before it answers; as it comes from the package, now and then
 */
export async function startRedis(options: {
  isDurable: boolean
}): Promise<{ url: string; stop(): Promise<void> } | null> {
  const dir = await mkdtemp(path.join(tmpdir(), 'tackon-redis-'))
  const port = await freePort()
  const durably = options.isDurable ? ['--appendonly', 'yes', '--appendfsync', 'always'] : []
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, ...durably]
  const server = spawn('redis-server', settings, { stdio: ['ignore', 'pipe', 'ignore'] })
  const ended = once(server, 'exit').then(() => false)
  ended.catch(() => {})
  const isReady = new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false))
    server.stdout.on('data', (text) => {
      if (String(text).includes('Ready to accept connections')) resolve(true)
    })
  })
  const stop = async () => {
    server.kill('SIGTERM')
    if (server.pid !== undefined) await ended
    await rm(dir, { recursive: true, force: true })
  }
  if (await Promise.race([isReady, ended.catch(() => false)]))
    return { url: `redis://127.0.0.1:${port}`, stop }
  await stop()
  return null
}
