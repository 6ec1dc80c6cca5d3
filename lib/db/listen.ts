import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

const RECONNECT_MS = 1_000

/**
 * Listens on channels of the database (LISTEN), on a connection of its own that comes back by itself.
 *
 * @param options.onListening whenever listening begins, also after the connection was lost: what was said before then
 *   nobody heard
 */
export function listen(options: {
  connectionString: string
  channels: readonly string[]
  onListening: () => void
  onNotice: (notice: { channel: string; payload: string }) => void
}): { stop(): Promise<void> } {
  const ending = new AbortController()
  let client: pg.Client | undefined

  const listenOnce = async () => {
    const connection = new pg.Client({ connectionString: options.connectionString })
    client = connection
    const lost = new Promise<void>((resolve) => {
      connection.on('error', () => resolve())
      connection.on('end', () => resolve())
    })
    connection.on('notification', ({ channel, payload = '' }) => options.onNotice({ channel, payload }))
    await connection.connect()
    const channels = options.channels.map((channel) => `LISTEN ${connection.escapeIdentifier(channel)}`)
    await connection.query(channels.join('; '))
    options.onListening()
    await lost
  }
  const loop = async () => {
    while (!ending.signal.aborted) {
      await listenOnce().catch(() => {})
      await client?.end().catch(() => {})
      await wait(RECONNECT_MS, undefined, { signal: ending.signal }).catch(() => {})
    }
  }
  const running = loop()
  return {
    stop: async () => {
      ending.abort()
      await client?.end().catch(() => {})
      await running
    },
  }
}
