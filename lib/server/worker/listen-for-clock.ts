import { listen } from '#lib/db/listen.ts'
import { log } from '#lib/http/log.ts'
import { config } from '../config.ts'

/** Sandbox mode: whoever moves the clock says so on the channel `tackon_clock`, and due work is looked at right away. */
export function listenForClock(options: { onMove: () => Promise<void> }): { stop(): Promise<void> } {
  if (process.env.TACKON_SANDBOX !== '1') return { stop: async () => {} }
  let running: Promise<void> = Promise.resolve()
  const onMove = () => {
    running = running
      .then(options.onMove)
      .catch((error: unknown) => log().warn({ err: error }, 'due work failed'))
  }
  const listening = listen({
    connectionString: config().databaseUrl,
    channels: ['tackon_clock'],
    onListening: onMove,
    onNotice: onMove,
  })
  return {
    stop: async () => {
      await listening.stop()
      await running
    },
  }
}
