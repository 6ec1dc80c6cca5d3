import { openApi, problemOf } from './testing/api.ts'
import { buyAddon, orderAddon } from './testing/buy.ts'
import { createAccount } from './testing/create-account.ts'
import { myAddons, purchaseOf } from './testing/read-answers.ts'
import { expect, apiTest as test } from './testing/test.ts'

// Nobody reads or changes what is another customer's; whether it exists is not told either (invariant 12).

test('S0.14 the ids of another user are not found, for any verb', async ({ api, sandbox, product }) => {
  const owned = await buyAddon({ api, sandbox, addonId: 'extra_storage_10gb' })
  const unpaid = await orderAddon(api, 'extra_storage_10gb', 2)
  const quote = await api('POST', '/api/quotes', { addons: [{ code: 'extra_storage_5gb', quantity: 1 }] })
  const token = await api('POST', '/api/tokens', { name: 'mine' })
  const quoteId = (quote.body as { id: string }).id
  const tokenId = (token.body as { id: string }).id

  const stranger = openApi(product.app, (await createAccount({ plan: 'free' })).token)
  const calls: [string, string, unknown?][] = [
    ['POST', '/api/addons/cancel', { user_addon_id: owned.id }],
    ['POST', '/api/addons/cancel', { user_addon_id: owned.id, cancel_at_period_end: false }],
    ['POST', '/api/addons/resume', { user_addon_id: owned.id }],
    ['POST', '/api/addons/renew', { user_addon_id: owned.id }],
    ['GET', `/api/purchases/${unpaid.purchase_id}`],
    ['POST', `/api/purchases/${unpaid.purchase_id}/cancel`],
    ['POST', `/api/quotes/${quoteId}/accept`],
    ['DELETE', `/api/tokens/${tokenId}`],
  ]
  for (const [method, path, body] of calls) {
    expect([method, path, problemOf(await stranger(method, path, body)).status]).toEqual([method, path, 404])
  }
  const proof = await sandbox.pay(unpaid.order_id)
  const verified = await stranger('POST', '/api/addons/verify-payment', {
    addon_id: 'extra_storage_10gb',
    quantity: 2,
    ...proof,
  })
  expect(problemOf(verified)).toMatchObject({ status: 404, code: 'order_not_found' })
  expect(await myAddons(stranger)).toEqual([])

  // Nothing of it has changed: the owner's purchase goes on as if nobody had tried.
  await expect.poll(() => purchaseOf(api, unpaid.purchase_id)).toMatchObject({ status: 'fulfilled' })
  expect(await myAddons(api)).toMatchObject([{ id: owned.id, quantity: 3, cancel_at_period_end: false }])
})

test('S0.14 every list holds only what is one’s own', async ({ api, sandbox, product }) => {
  await buyAddon({ api, sandbox, addonId: 'extra_storage_10gb' })
  await orderAddon(api, 'api_boost_5000')
  const stranger = openApi(product.app, (await createAccount({ plan: 'free' })).token)
  for (const path of ['/api/addons/my-addons', '/api/billing/payments', '/api/purchases', '/api/notices']) {
    expect([path, (await stranger('GET', path)).body]).toEqual([path, []])
  }
})

test('E.1 an admin is no customer', async ({ product }) => {
  const admin = openApi(product.app, (await createAccount({ role: 'admin' })).token)
  const problem = problemOf(await admin('GET', '/api/addons/'))
  expect(problem).toMatchObject({ status: 403, code: 'no_customer' })
})
