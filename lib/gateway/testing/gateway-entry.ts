import { serveGateway } from './serve-gateway.ts'

// A server process with the gateway and nothing else; its environment says the rest.
const { port } = await serveGateway()
process.send?.({ port })
process.on('disconnect', () => process.exit())
