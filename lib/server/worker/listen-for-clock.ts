import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { log } from '#lib/http/log.ts'
import { config } from '../config.ts'

const RECONNECT_MS = 1_000

/** Sandbox mode: whoever moves the clock says so on the channel `tackon_clock`, and due work is looked at right away. */
export function listenForClock(options: { onMove: () => Promise<void> }): { stop(): Promise<void> } {
  if (process.env.TACKON_SANDBOX !== '1') return { stop: async () => {} }
  const ending = new AbortController()
  let client: pg.Client | undefined
  let running: Promise<void> = Promise.resolve()
  const onMove = () => {
    running = running
      .then(options.onMove)
      .catch((error: unknown) => log().warn({ err: error }, 'due work failed'))
  }

  const listen = async () => {
    while (!ending.signal.aborted) {
      const connection = new pg.Client({ connectionString: config().databaseUrl })
      client = connection
      const lost = new Promise<void>((resolve) => {
        connection.on('error', () => resolve())
        connection.on('end', () => resolve())
      })
      connection.on('notification', onMove)
      const connected = await connection.connect().then(
        () => true,
        () => false,
      )
      if (connected) {
        await connection.query('LISTEN tackon_clock').catch(() => {})
        // What was said while nobody listened.
        onMove()
        await lost
      }
      await wait(RECONNECT_MS, undefined, { signal: ending.signal }).catch(() => {})
    }
  }
  const listening = listen()
  return {
    stop: async () => {
      ending.abort()
      await client?.end().catch(() => {})
      await listening
      await running
    },
  }
}
