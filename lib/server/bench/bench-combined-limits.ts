import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import autocannon from 'autocannon'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { entitlementsAt } from '#lib/entitlements/entitlement-rules.ts'
import { getEntitlements } from '#lib/entitlements/get-entitlements.ts'
import { loadStanding } from '#lib/entitlements/load-standing.ts'
import { findFastRoute } from '../web/fast-routes.ts'
import { sendResponse } from '../web/send-response.ts'
import { toRequest } from '../web/to-request.ts'
import { type Figure, perSecond } from './measure.ts'

const PATH = '/api/addons/combined-limits'

/** S0.5: what a customer may do, as a pure function and over HTTP. */
export async function benchCombinedLimits(holder: { customerId: string; token: string }): Promise<Figure[]> {
  return [await pureFunction(holder), await overHttp(holder)]
}

async function pureFunction({ customerId }: { customerId: string }): Promise<Figure> {
  const at = await now()
  const held = { customerId, familyCode: 'smart-ml', at }
  const standing = await loadStanding(database(), held)
  if (!standing) throw new Error('the catalog is not seeded')
  const { catalog, holdings } = standing
  return {
    what: 'Combined limits, pure function, per second',
    ours: await perSecond(() => entitlementsAt({ catalog, lines: holdings.lines, at })),
    against: 'loaded from the database each time',
    theirs: await perSecond(() => getEntitlements(database(), held), { concurrency: 8 }),
  }
}

async function overHttp({ token }: { token: string }): Promise<Figure> {
  const route = findFastRoute('GET', PATH)
  if (!route) throw new Error(`${PATH} is not served in front of Next`)
  const product = await listen(
    createServer((incoming, outgoing) => {
      const url = new URL(incoming.url ?? '/', 'http://localhost')
      const answer = route(toRequest(incoming, url), { params: Promise.resolve({}) })
      // Whoever measures goes away in the middle of answers.
      answer.then((response) => sendResponse(response, outgoing)).catch(() => outgoing.destroy())
    }),
  )
  const headers = { authorization: `Bearer ${token}` }
  const body = await (await fetch(`${product.url}${PATH}`, { headers })).text()
  const bare = await listen(createServer((_incoming, outgoing) => outgoing.end(body)))
  const ours = await load(`${product.url}${PATH}`, headers)
  const theirs = await load(`${bare.url}${PATH}`, headers)
  await Promise.all([product.close(), bare.close()])
  return {
    what: `GET ${PATH} by token, 64 connections, requests per second`,
    ours,
    against: 'bare node:http, the same bytes from memory',
    theirs,
  }
}

async function load(url: string, headers: Record<string, string>): Promise<number> {
  const result = await autocannon({ url, headers, connections: 64, duration: 5 })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx + result.errors} answers were no answers`)
  return result.requests.average
}

async function listen(server: Server): Promise<{ url: string; close: () => Promise<void> }> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
