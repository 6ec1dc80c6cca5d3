import { createServer, type Server } from 'node:net'

/** A port that is ours and answers nobody yet. */
export type PortClaim = { port: number; listeners: Server[] }

/** A machine without IPv6. */
const NO_SUCH_ADDRESS = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT'])

/** One's own machine has two addresses, and browsers try either first. */
const addressesOf = (host: string | undefined) => (host === 'localhost' ? ['127.0.0.1', '::1'] : [host])

/**
 * Takes a port where the host is to be reached, and keeps it; 0 takes any. Null when somebody else has it. Until the
 * listeners are listened on by who answers, whoever connects is turned away as if nobody was there.
 */
export async function claimPort(options: {
  port: number
  host: string | undefined
}): Promise<PortClaim | null> {
  for (;;) {
    const listeners: Server[] = []
    let { port } = options
    try {
      for (const [index, host] of addressesOf(options.host).entries()) {
        const listener = await listen(port, host).catch((error: NodeJS.ErrnoException) => {
          if (index > 0 && NO_SUCH_ADDRESS.has(error.code ?? '')) return null
          throw error
        })
        if (listener) listeners.push(turnAway(listener))
        port = portOf(listener) ?? port
      }
      return { port, listeners }
    } catch (error) {
      for (const listener of listeners) listener.close()
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
      // Any port that is free at the one address may be taken at the other.
      if (options.port !== 0) return null
    }
  }
}

/** What a listener does as long as nobody else listens on it. */
export function turnAway(listener: Server): Server {
  return listener.on('connection', (socket) => socket.destroy())
}

function listen(port: number, host: string | undefined): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen({ port, host }, () => {
      server.off('error', reject)
      resolve(server)
    })
  })
}

function portOf(listener: Server | null): number | null {
  const address = listener?.address()
  return address && typeof address === 'object' ? address.port : null
}
