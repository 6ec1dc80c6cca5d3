import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import { CONTESTANTS, listenerOf } from './contestants.ts'

// One server process of a comparison: what it is, its only argument.
const listener = await listenerOf(z.enum(CONTESTANTS).parse(process.argv[2]))
const server = createServer((incoming, outgoing) => {
  // Whoever measures goes away in the middle of answers.
  Promise.resolve(listener(incoming, outgoing)).catch(() => outgoing.destroy())
})
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))
process.on('disconnect', () => process.exit())
