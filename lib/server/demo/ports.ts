import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { claimPort, type PortClaim } from '../web/claim-port.ts'

/** Tries a port on this machine's own addresses; 0 takes any. Null when something listens there. */
function probe(port: number, host: string): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'EADDRINUSE' ? null : port))
    server.listen({ port, host }, () => {
      const address = server.address()
      server.close(() => resolve(address && typeof address === 'object' ? address.port : port))
    })
  })
}

/** Whether nothing listens on the port. An address family this machine does not have is nobody's. */
export async function isPortFree(port: number): Promise<boolean> {
  return (await probe(port, '127.0.0.1')) !== null && (await probe(port, '::1')) !== null
}

/** Waits a little for a port that an instance just killed may still hold, and takes it. Null when it stays taken. */
export async function waitForPort(
  wanted: { port: number; host: string },
  patienceMs: number,
): Promise<PortClaim | null> {
  const until = performance.now() + patienceMs
  for (;;) {
    const claim = await claimPort(wanted)
    if (claim || performance.now() > until) return claim
    await wait(200)
  }
}

/** A port nothing listens on right now. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = await probe(0, '127.0.0.1')
    if (port && (await isPortFree(port))) return port
  }
}
