import autocannon from 'autocannon'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { entitlementsAt } from '#lib/entitlements/entitlement-rules.ts'
import { getEntitlements } from '#lib/entitlements/get-entitlements.ts'
import { loadStanding } from '#lib/entitlements/load-standing.ts'
import { type Figure, perSecond } from './measure.ts'
import { serve, serveRoute } from './serve.ts'

const PATH = '/api/addons/combined-limits'
const CONNECTIONS = 64
/** How long one waits is told for fewer: with all of them it is how many stand in line. */
const FEW = 8

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
  const product = await serveRoute('GET', PATH)
  const headers = { authorization: `Bearer ${token}` }
  const body = await (await fetch(`${product.url}${PATH}`, { headers })).text()
  const bare = await serve((_incoming, outgoing) => outgoing.end(body))
  const [few, ours] = [
    await load(`${product.url}${PATH}`, { headers, connections: FEW }),
    await load(`${product.url}${PATH}`, { headers, connections: CONNECTIONS }),
  ]
  const theirs = await load(`${bare.url}${PATH}`, { headers, connections: CONNECTIONS })
  await Promise.all([product.close(), bare.close()])
  return {
    what: `GET ${PATH} by token, ${CONNECTIONS} connections, per second (p99 of ${FEW}: ${few.p99} ms)`,
    ours: ours.perSecond,
    against: 'bare node:http, the same bytes from memory',
    theirs: theirs.perSecond,
  }
}

async function load(url: string, options: { headers: Record<string, string>; connections: number }) {
  const result = await autocannon({ url, ...options, duration: 4 })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx + result.errors} answers were no answers`)
  return { perSecond: result.requests.average, p99: result.latency.p99 }
}
