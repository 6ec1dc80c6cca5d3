import { Server } from 'node:net'
import { turnAway } from './claim-port.ts'

/**
 * What to listen on, where whoever started this process took the port for it (TACKON_LISTENERS says how many come).
 * To be called at once: until they are listened on, they turn everybody away.
 */
export function receiveListeners(): Promise<Server[]> {
  const wanted = Number(process.env.TACKON_LISTENERS ?? 0)
  const received: Server[] = []
  if (wanted === 0) return Promise.resolve(received)
  return new Promise((resolve) => {
    const receive = (_message: unknown, handle: unknown) => {
      if (!(handle instanceof Server)) return
      received.push(turnAway(handle))
      if (received.length < wanted) return
      process.off('message', receive)
      resolve(received)
    }
    process.on('message', receive)
  })
}
