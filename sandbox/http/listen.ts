import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export type HttpServer = { readonly url: string; readonly port: number; readonly stop: () => Promise<void> }

/** Has a server listen on 127.0.0.1 only. Port 0 takes a free one. */
export async function listen(server: Server, wanted: number): Promise<HttpServer> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(wanted, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url: `http://127.0.0.1:${port}`, port, stop }
}
