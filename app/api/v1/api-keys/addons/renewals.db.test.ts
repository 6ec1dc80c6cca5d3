import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAccessToken } from '#lib/auth/create-access-token.ts'
import { buildUser } from '#lib/auth/testing/build-user.ts'
import { database } from '#lib/db/client.ts'
import { now, realNow } from '#lib/db/clock.ts'
import { call } from '#lib/http/testing/call.ts'
import { packView } from '#lib/keys/pack-schemas.ts'
import { processedRenewals } from '#lib/keys/renewal-schemas.ts'
import { type KeyHolder, openKeyHolder } from '#lib/purchases/testing/key-holder.ts'
import { openShop, type Shop } from '#lib/purchases/testing/open-shop.ts'
import { DECLINES_LATER, PAYS } from '#lib/purchases/testing/subscriber.ts'
import { GET as expiring } from './expiring/route.ts'
import { POST as processNow } from './process-auto-renewals/route.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const SMALL = { action: 'add', code: 'ADDON_SMALL', quantity: 1 } as const

async function tokenOf({ customerId, userId }: KeyHolder): Promise<string> {
  const made = { customerId, userId, name: 'test', expiresAt: null, now: realNow() }
  return (await createAccessToken(database(), made)).token
}

const run = (token: string) =>
  call(processNow, { method: 'POST', token, headers: { 'idempotency-key': randomUUID() } })
const list = async (token: string, query = '') =>
  packView.array().parse((await call(expiring, { token, path: `/x${query}` })).body)

describe('S2.9', () => {
  test('what ends within three days is listed, and renewed when staff ask for it, once', async () => {
    const [holder, poor] = [
      await openKeyHolder(shop, { card: PAYS }),
      await openKeyHolder(shop, { card: PAYS }),
    ]
    const key = await holder.key()
    const renews = await holder.pack(key, SMALL, { autoRenew: true })
    const ends = await holder.pack(key, SMALL)
    await holder.pack(key, { ...SMALL, months: 2 })
    await poor.pack(await poor.key(), SMALL, { autoRenew: true })
    await poor.saveCard(DECLINES_LATER)
    const token = await tokenOf(holder)
    expect(await list(token)).toEqual([])
    expect((await list(token, '?days=40')).map(({ id }) => id).toSorted()).toEqual([renews, ends].toSorted())

    const { endsAt } = await database().term.findUniqueOrThrow({ where: { id: renews } })
    const left = (endsAt?.getTime() ?? 0) - 60 * 3_600_000 - (await now()).epochMilliseconds
    await database().systemClock.updateMany({ data: { offsetMs: { increment: BigInt(Math.ceil(left)) } } })
    expect(await list(token)).toMatchObject([
      { addOnPackage: 'ADDON_SMALL', additionalRequests: 100, monthlyPrice: 5 },
      { addOnPackage: 'ADDON_SMALL', expiresAt: endsAt?.toISOString() },
    ])

    const { token: staff } = await buildUser({ role: 'admin' })
    const [first, second] = [await run(staff), await run(staff)]
    expect(processedRenewals.parse(first.body)).toMatchObject({ due: 2, renewed: 1, declined: 1 })
    expect(processedRenewals.parse(second.body)).toMatchObject({
      due: 1,
      renewed: 0,
      declined: 0,
      unchanged: 1,
    })
    expect((await list(token)).map(({ id }) => id)).toEqual([ends])
    expect(await holder.charges()).toHaveLength(4)
    expect(await database().auditEntry.count({ where: { action: 'renewals.processed' } })).toBe(2)
    await shop.work()
  })

  test('only staff may ask for it; nobody sees what others hold', async () => {
    const holder = await openKeyHolder(shop, { card: PAYS })
    await holder.pack(await holder.key(), SMALL)
    expect((await run(await tokenOf(holder))).status).toBe(403)
    const other = await openKeyHolder(shop)
    expect(await list(await tokenOf(other), '?days=366')).toEqual([])
    expect((await call(expiring, { token: await tokenOf(other), path: '/x?days=-1' })).status).toBe(422)
  })
})
