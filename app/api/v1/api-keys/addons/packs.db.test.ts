import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAccessToken } from '#lib/auth/create-access-token.ts'
import { buildUser } from '#lib/auth/testing/build-user.ts'
import { database } from '#lib/db/client.ts'
import { now, realNow } from '#lib/db/clock.ts'
import { call } from '#lib/http/testing/call.ts'
import { findSystemStatistics } from '#lib/keys/find-system-statistics.ts'
import { packCheckout, packView } from '#lib/keys/pack-schemas.ts'
import { keyAnalytics } from '#lib/keys/statistics-schemas.ts'
import { decide } from '#lib/metering/decide.ts'
import { buildKey } from '#lib/metering/testing/build-key.ts'
import { type KeyHolder, openKeyHolder } from '#lib/purchases/testing/key-holder.ts'
import { openShop, type Shop } from '#lib/purchases/testing/open-shop.ts'
import { ASKS, DECLINES_LATER, PAYS } from '#lib/purchases/testing/subscriber.ts'
import { GET as analytics } from '../statistics/[apiKeyId]/analytics/route.ts'
import { PATCH as update } from './held/[id]/route.ts'
import { GET as listHeld } from './held/route.ts'
import { POST as purchase } from './purchase/route.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

/** A customer with a token, and a key with its secret. */
async function open(options: { card?: string } = {}) {
  const holder = await openKeyHolder(shop, options)
  const { customerId, userId } = holder
  const made = { name: 'test', expiresAt: null, now: realNow() }
  const { token } = await createAccessToken(database(), { customerId, userId, ...made })
  return { holder, token, key: await buildKey({ customerId }) }
}
type Buyer = { holder: KeyHolder; token: string; key: { apiKeyId: string; secret: string } }

const buy = ({ token, key }: Buyer, body: object = {}, idempotencyKey = randomUUID()) =>
  call(purchase, {
    method: 'POST',
    token,
    body: { apiKeyId: key.apiKeyId, addOnPackage: 'ADDON_MEDIUM', ...body },
    headers: { 'idempotency-key': idempotencyKey },
  })
const held = async ({ token, key }: Buyer) =>
  packView.array().parse((await call(listHeld, { token, path: `/x?apiKeyId=${key.apiKeyId}` })).body)
const setAutoRenew = ({ token }: Buyer, id: string, autoRenew: boolean) =>
  call(update, {
    method: 'PATCH',
    token,
    params: { id },
    body: { autoRenew },
    headers: { 'idempotency-key': randomUUID() },
  })

describe('S2.7 a pack is bought', () => {
  test('S2.7 with what is saved, in the seed’s words; the next call is admitted', async () => {
    const buyer = await open({ card: PAYS })
    const reason = 'Exceeded daily limits during peak usage'
    await Promise.all(Array.from({ length: 101 }, () => decide(buyer.key.secret)))
    expect((await decide(buyer.key.secret)).outcome).toBe('denied')
    const answer = await buy(buyer, { durationMonths: 1, autoRenew: true, reason })
    expect(answer.status, JSON.stringify(answer.body)).toBe(201)
    const pack = packView.parse(answer.body)
    expect(pack).toMatchObject({
      apiKeyId: buyer.key.apiKeyId,
      addOnPackage: 'ADDON_MEDIUM',
      additionalRequests: 500,
      requestsRemaining: 500,
      monthlyPrice: 20,
      autoRenew: true,
    })
    expect((await decide(buyer.key.secret)).outcome).toBe('admitted')
    expect(await held(buyer)).toMatchObject([{ id: pack.id, requestsRemaining: 499 }])
    expect(await database().quote.findFirst({ where: { note: reason } })).not.toBeNull()
    const found = await call(analytics, { token: buyer.token, params: { apiKeyId: buyer.key.apiKeyId } })
    expect(keyAnalytics.parse(found.body)).toMatchObject({ totalAddOnSpending: 20, addOnRequestsUsed: 1 })
    expect(await findSystemStatistics({ hours: 24, at: await now() })).toMatchObject({
      topAddOnPackage: 'ADDON_MEDIUM',
      topAddOnPackageName: 'Medium Add-on',
    })
  })

  test('D4 each purchase lasts its own months', async () => {
    const buyer = await open({ card: PAYS })
    await buy(buyer, { addOnPackage: 'ADDON_SMALL' })
    await buy(buyer, { addOnPackage: 'ADDON_SMALL', durationMonths: 3 })
    const packs = await held(buyer)
    expect(packs.map(({ monthlyPrice }) => monthlyPrice)).toEqual([5, 5])
    const [first = 0, second = 0] = packs.map(({ activatedAt, expiresAt }) => {
      const [from, to] = [activatedAt, expiresAt ?? ''].map((text) =>
        Temporal.PlainDate.from(text.slice(0, 10)),
      )
      return from && to ? from.until(to, { largestUnit: 'months' }).months : 0
    })
    expect([first, second]).toEqual([1, 3])
    expect((await buyer.holder.charges()).map(({ amountMinor }) => amountMinor).toSorted()).toEqual([
      15_00n,
      5_00n,
    ])
    expect(await database().subscriptionLine.count({ where: { customerId: buyer.holder.customerId } })).toBe(
      1,
    )
  })

  test('S2.7 without anything saved, 402 says where to pay', async () => {
    const buyer = await open()
    const answer = await buy(buyer)
    expect([answer.status, answer.body]).toMatchObject([402, { code: 'payment_page_required' }])
    const { checkoutUrl, purchaseId } = packCheckout.parse(answer.body)
    expect(checkoutUrl).toMatch(/^http/)
    expect(await database().purchase.findUnique({ where: { id: purchaseId } })).toMatchObject({
      status: 'pending',
    })
    expect(await held(buyer)).toEqual([])
  })

  test('S2.7 a declined card buys nothing and says so; one that must be confirmed leads to a page', async () => {
    const poor = await open({ card: DECLINES_LATER })
    expect(await buy(poor)).toMatchObject({ status: 402, body: { code: 'payment_declined' } })
    expect(await held(poor)).toEqual([])
    const careful = await open({ card: ASKS })
    const asked = await buy(careful)
    expect(asked).toMatchObject({ status: 402, body: { code: 'payment_page_required' } })
    expect(packCheckout.parse(asked.body).checkoutUrl).toMatch(/^http/)
  })

  test('S2.7 asked twice with the same key it is charged once', async () => {
    const buyer = await open({ card: PAYS })
    const key = randomUUID()
    const both = [await buy(buyer, {}, key), await buy(buyer, {}, key)]
    expect(both.map(({ status }) => status)).toEqual([201, 201])
    expect(both[1]?.body).toEqual(both[0]?.body)
    expect(await buyer.holder.charges()).toHaveLength(1)
  })

  test('S2.7 clicked five times at the same moment it is charged once', async () => {
    const buyer = await open({ card: PAYS })
    const answers = await Promise.all(Array.from({ length: 5 }, () => buy(buyer)))
    const charges = await buyer.holder.charges()
    const packs = await held(buyer)
    expect(answers.map(({ status }) => status)).toContain(201)
    expect(charges).toHaveLength(packs.length)
    expect(charges).toHaveLength(1)
  })

  test.each([
    [{ addOnPackage: 'ADDON_NONE' }, 404, 'addon_not_found'],
    [{ addOnPackage: 'ADDON_CUSTOM' }, 400, 'addon_not_available'],
    [{ durationMonths: 0 }, 422, 'invalid_body'],
    [{ durationMonths: 13 }, 422, 'invalid_body'],
    [{ quantity: 2 }, 422, 'invalid_body'],
    [{ apiKeyId: randomUUID() }, 404, 'api_key_not_found'],
  ])('E.4 %j is refused with %s', async (body, status, code) => {
    const buyer = await open({ card: PAYS })
    expect(await buy(buyer, body)).toMatchObject({ status, body: { code } })
    expect(await buyer.holder.charges()).toEqual([])
  })
})

describe('S2.12 renewal of a pack', () => {
  test('S2.12 is turned on and off, and by nobody else', async () => {
    const buyer = await open({ card: PAYS })
    const pack = packView.parse((await buy(buyer)).body)
    for (const wanted of [true, true, false]) {
      expect(packView.parse((await setAutoRenew(buyer, pack.id, wanted)).body).autoRenew).toBe(wanted)
    }
    const stranger = { ...buyer, token: (await buildUser()).token }
    expect((await setAutoRenew(stranger, pack.id, true)).status).toBe(404)
    expect(
      (await call(listHeld, { token: stranger.token, path: `/x?apiKeyId=${buyer.key.apiKeyId}` })).status,
    ).toBe(404)
    expect((await setAutoRenew(buyer, randomUUID(), true)).status).toBe(404)
  })
})
