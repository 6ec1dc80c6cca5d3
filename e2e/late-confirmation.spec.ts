import { billingPage } from './testing/billing-page.ts'
import { orderAddon } from './testing/buy.ts'
import { hostedCheckout } from './testing/checkout.ts'
import { myAddons, paymentsOf, purchaseOf } from './testing/read-answers.ts'
import { expect, test } from './testing/test.ts'

// The return page, the webhook and the reconciler each finish a purchase without the others (invariant 4).

const STORAGE = 'Extra Storage (+10 GB)'

test('S0.14 webhook late: the return page finishes, and the late webhook changes nothing', async ({
  page,
  api,
  sandbox,
}) => {
  await sandbox.deliver({ paused: true })
  const billing = billingPage(page)
  const checkout = hostedCheckout(page)
  await billing.open()
  await billing.choose(STORAGE, 2)
  await billing.accept('₹358.00')
  await checkout.pay()
  await expect(billing.result(`${STORAGE} × 2 is active`)).toBeVisible()
  await sandbox.deliver({ paused: false })
  await sandbox.quiet()
  expect(await myAddons(api)).toMatchObject([{ quantity: 2 }])
  expect(await paymentsOf(api)).toHaveLength(1)
})

test('S0.14 webhook late: with the page closed, the webhook finishes', async ({ page, api, sandbox }) => {
  await sandbox.deliver({ paused: true })
  const billing = billingPage(page)
  const checkout = hostedCheckout(page)
  await billing.open()
  await billing.choose(STORAGE, 2)
  await billing.accept('₹358.00')
  await checkout.pay()
  await checkout.isPaid()
  await page.close()
  expect(await myAddons(api)).toEqual([])
  await sandbox.deliver({ paused: false })
  await expect.poll(() => myAddons(api)).toMatchObject([{ quantity: 2 }])
})

test('S0.14 webhook late: the page tells the truth while the answer is missing', async ({
  page,
  sandbox,
  watch,
}) => {
  watch.expect(/ERR_FAILED/)
  await sandbox.deliver({ paused: true })
  await page.route('**/api/addons/verify-payment', (route) => route.abort())
  const billing = billingPage(page)
  const checkout = hostedCheckout(page)
  await billing.open()
  await billing.choose(STORAGE)
  await billing.accept('₹179.00')
  await checkout.pay()
  const waiting = billing.result('Waiting for your bank')
  await expect(waiting).toContainText('you do not need to pay again')
  await expect(waiting.getByRole('button', { name: 'Continue payment' })).toHaveCount(0)
  await sandbox.deliver({ paused: false })
  await expect(billing.result(`${STORAGE} is active`)).toBeVisible()
})

test('S0.14 webhook never: the reconciler finishes', async ({ page, api, sandbox }) => {
  await sandbox.deliver({ drop: 1 })
  const billing = billingPage(page)
  const checkout = hostedCheckout(page)
  await billing.open()
  await billing.choose(STORAGE, 2)
  await billing.accept('₹358.00')
  await checkout.pay()
  await checkout.isPaid()
  await page.close()
  expect(await myAddons(api)).toEqual([])
  await sandbox.advance('PT5M')
  expect(await myAddons(api)).toMatchObject([{ quantity: 2 }])
  expect(await paymentsOf(api)).toMatchObject([{ status: 'success', amount: 358 }])
})

test('S0.14 webhooks threefold, shuffled and delayed: bought once', async ({ page, api, sandbox }) => {
  await sandbox.deliver({ duplicate: 3, shuffle: true, delayMs: 200 })
  const billing = billingPage(page)
  const checkout = hostedCheckout(page)
  await billing.open()
  await billing.choose(STORAGE)
  await billing.accept('₹179.00')
  await checkout.pay()
  await expect(billing.result(`${STORAGE} is active`)).toBeVisible()
  await sandbox.quiet()
  for (const { id } of await sandbox.deliveries()) await sandbox.redeliver(id)
  await sandbox.quiet()
  expect(await myAddons(api)).toMatchObject([{ quantity: 1 }])
  expect(await paymentsOf(api)).toHaveLength(1)
})

test('S0.14 a payment for a purchase whose time is over still counts, if it may', async ({
  page,
  api,
  sandbox,
}) => {
  const { order_id, purchase_id } = await orderAddon(api, 'extra_storage_10gb')
  await sandbox.advance('PT45M')
  expect(await purchaseOf(api, purchase_id)).toMatchObject({ status: 'expired' })
  await sandbox.pay(order_id)
  await expect.poll(() => purchaseOf(api, purchase_id)).toMatchObject({ status: 'fulfilled' })
  const billing = billingPage(page)
  await billing.open()
  await expect(billing.held(STORAGE)).toContainText('Quantity: 1')
})

test('S0.14 a payment that comes too late to be used is sent back, and the customer is told', async ({
  page,
  api,
  account,
  sandbox,
}) => {
  const late = await orderAddon(api, 'extra_storage_10gb', 6)
  await sandbox.advance('PT45M')
  const taken = await orderAddon(api, 'extra_storage_10gb', 6)
  await sandbox.pay(taken.order_id)
  await expect.poll(() => purchaseOf(api, taken.purchase_id)).toMatchObject({ status: 'fulfilled' })
  await sandbox.pay(late.order_id)
  await expect.poll(() => purchaseOf(api, late.purchase_id)).toMatchObject({ status: 'refunded' })
  expect(await myAddons(api)).toMatchObject([{ quantity: 6 }])
  await expect
    .poll(async () => (await sandbox.mailTo(account.email)).map(({ subject }) => subject))
    .toContain('We are returning your payment of ₹1,074')
  await page.goto('/billing/payments')
  await expect(page.getByRole('row').filter({ hasText: 'Refunded' })).toContainText('₹1,074.00')
})
