import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createAccessToken } from '#lib/auth/create-access-token.ts'
import { database } from '#lib/db/client.ts'
import { realNow } from '#lib/db/clock.ts'
import { call } from '#lib/http/testing/call.ts'
import { apiKeyView } from '#lib/keys/schemas.ts'
import { buildKey } from '#lib/metering/testing/build-key.ts'
import { acceptResponse, quoteResponse } from '#lib/purchases/schemas.ts'
import { openKeyHolder } from '#lib/purchases/testing/key-holder.ts'
import { openShop, type Shop } from '#lib/purchases/testing/open-shop.ts'
import { DECLINES_LATER, PAYS } from '#lib/purchases/testing/subscriber.ts'
import { POST as accept } from '../../quotes/[id]/accept/route.ts'
import { POST as quote } from '../../quotes/route.ts'
import { GET as show, PATCH as update } from './[id]/route.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

async function open(options: { card?: string } = {}) {
  const holder = await openKeyHolder(shop, options)
  const { customerId, userId } = holder
  const made = { name: 'test', expiresAt: null, now: realNow() }
  const { token } = await createAccessToken(database(), { customerId, userId, ...made })
  const { apiKeyId } = await buildKey({ customerId })
  const change = (method: string, body: object, params: Record<string, string> = {}) => ({
    ...{ method, token, body, params },
    headers: { 'idempotency-key': randomUUID() },
  })
  return {
    apiKeyId,
    quote: async (body: object) => {
      const asked = { family: 'forward-api', api_key_id: apiKeyId, ...body }
      return quoteResponse.parse((await call(quote, change('POST', asked))).body)
    },
    accept: (id: string) => call(accept, change('POST', { saved_method: true }, { id })),
    key: async () => apiKeyView.parse((await call(show, { token, params: { id: apiKeyId } })).body),
    update: (body: object) => call(update, change('PATCH', body, { id: apiKeyId })),
  }
}

test('S2.1 D6 a tier is charged to what is saved, and its renewal is turned off and on again', async () => {
  const buyer = await open({ card: PAYS })
  expect(await buyer.key()).toMatchObject({ tier: 'BASIC', tierEndsAt: null, tierAutoRenew: false })
  expect((await buyer.update({ tierAutoRenew: true })).body).toMatchObject({ code: 'auto_renew_not_offered' })
  const { id, due_now, next_invoice } = await buyer.quote({ plan: 'STANDARD', auto_renew: true })
  expect([due_now, next_invoice?.amount]).toEqual([10_00, 10_00])
  const accepted = acceptResponse.parse((await buyer.accept(id)).body)
  expect(accepted).toMatchObject({
    status: 'applied',
    purchase: { status: 'fulfilled', api_key_id: buyer.apiKeyId, hand_off: null },
  })
  const tier = { tier: 'STANDARD', tierEndsAt: expect.any(String) }
  expect(await buyer.key()).toMatchObject({ ...tier, tierAutoRenew: true })
  expect(apiKeyView.parse((await buyer.update({ tierAutoRenew: false, name: 'Quiet' })).body)).toMatchObject({
    ...tier,
    name: 'Quiet',
    tierAutoRenew: false,
  })
  await buyer.update({ tierAutoRenew: true })
  expect(await buyer.key()).toMatchObject({ name: 'Quiet', tierAutoRenew: true })
  expect((await buyer.update({})).status).toBe(422)
})

test('S2.7 what a pack is charged next is one month, however long it was bought for', async () => {
  const buyer = await open({ card: PAYS })
  const pack = { action: 'add', code: 'ADDON_SMALL', quantity: 2, months: 3 }
  const { due_now, next_invoice } = await buyer.quote({ addons: [pack], auto_renew: true })
  expect([due_now, next_invoice?.amount]).toEqual([30_00, 10_00])
})

test('S2.7 without anything saved it is paid on a page; a declined card buys nothing', async () => {
  const pack = [{ action: 'add', code: 'ADDON_SMALL', quantity: 1, months: 1 }]
  const buyer = await open()
  const accepted = acceptResponse.parse((await buyer.accept((await buyer.quote({ addons: pack })).id)).body)
  expect(accepted).toMatchObject({ status: 'requires_payment', purchase: { hand_off: { kind: 'redirect' } } })
  const poor = await open({ card: DECLINES_LATER })
  const declined = await poor.accept((await poor.quote({ addons: pack })).id)
  expect(declined).toMatchObject({ status: 402, body: { code: 'payment_declined' } })
})
