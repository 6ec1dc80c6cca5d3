import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { now } from '#lib/db/clock.ts'
import { closeDirectPool } from '#lib/db/direct-pool.ts'
import { setClock, type TestKey } from '#lib/metering/testing/build-key.ts'
import { config } from '#lib/server/config.ts'
import { forwardApi } from '#prisma/seed/catalog/forward-api.ts'
import { type Call, call } from './call.ts'
import { serveGateway } from './serve-gateway.ts'

/** Before any hour that the clock is set to: it is set back, too. */
export const FROM = Temporal.Instant.from('2026-12-01T00:00:00Z')

/** A gateway with an upstream behind it, for the tests of a file; each begins at noon. */
export function openGateway() {
  const asked: IncomingMessage[] = []
  const patience = { connect: 5_000, answer: 10_000, silence: 10_000 }
  const upstream = createServer((message, response) => {
    asked.push(message)
    gateway.answer(message, response)
  })
  let close = async () => {}
  const greet: RequestListener = (_message, response) => response.end('from the upstream')

  const gateway = {
    port: 0,
    patience,
    /** What the upstream was asked in this test. */
    asked,
    /** What the upstream does; a test may say otherwise. */
    answer: greet,
    /** Forwards somewhere else, or nowhere. Answers where it was before. */
    pointAt(url: string | null): URL | null {
      const before = config().forwardUpstream
      config().forwardUpstream = url === null ? null : new URL(url)
      return before
    },
    as: (key: TestKey, options: Partial<Call> = {}): Call => ({
      port: gateway.port,
      ...options,
      headers: { 'X-API-Key': key.secret, ...options.headers },
    }),
    use: async (key: TestKey, times: number) => {
      await Promise.all(Array.from({ length: times }, () => call(gateway.as(key))))
    },
    usedBy: async (key: TestKey) => (await key.counted()).reduce((sum, { used }) => sum + used, 0),
  }

  beforeAll(async () => {
    await seedCatalog({ seed: forwardApi, now: await now() })
    await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve))
    gateway.pointAt(`http://127.0.0.1:${(upstream.address() as AddressInfo).port}/base/`)
    const served = await serveGateway({ patience })
    gateway.port = served.port
    close = served.close
  })
  beforeEach(async () => {
    asked.length = 0
    gateway.answer = greet
    await setClock('2026-12-01T12:00:00Z')
  })
  afterEach(() => upstream.closeAllConnections())
  afterAll(async () => {
    await close()
    upstream.close()
    await closeDirectPool()
  })
  return gateway
}
