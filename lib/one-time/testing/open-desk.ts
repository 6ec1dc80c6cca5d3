import { randomBytes } from 'node:crypto'
import { buildUser } from '#lib/auth/testing/build-user.ts'
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import type { RouteHandler } from '#lib/http/route-types.ts'
import { type Called, call } from '#lib/http/testing/call.ts'
import { services } from '#prisma/seed/catalog/services.ts'

export type Desk = {
  token: string
  /** Asks a route as a member of staff. */
  ask(handler: RouteHandler, sent: Omit<NonNullable<Parameters<typeof call>[1]>, 'token'>): Promise<Called>
  /** A customer who has bought nothing. */
  customer(): Promise<{ id: string; externalId: string }>
}

/** What staff needs for one-time add-ons, for a test: the seeded family and a bearer token. */
export async function openDesk(): Promise<Desk> {
  const at = await now()
  await seedCatalog({ seed: services, now: at })
  const { token } = await buildUser({ role: 'admin', withoutCustomer: true })
  return {
    token,
    ask: (handler, sent) => call(handler, { ...sent, token }),
    customer: async () => {
      const externalId = `cus_${randomBytes(6).toString('hex')}`
      const stamp = new Date(at.epochMilliseconds)
      const stamps = { createdAt: stamp, updatedAt: stamp }
      const email = `${externalId}@services.test`
      const data = { externalId, name: 'Ada Shop', email, country: 'US', ...stamps }
      return database().customer.create({ data, select: { id: true, externalId: true } })
    },
  }
}

/** Lago's refusal of a field. */
export function wrong(field: string, word: string) {
  return {
    status: 422,
    error: 'Unprocessable Entity',
    code: 'validation_errors',
    error_details: { [field]: [word] },
  }
}

export function missing(what: string) {
  return { status: 404, error: 'Not Found', code: `${what}_not_found` }
}
