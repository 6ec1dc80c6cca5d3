import { expect, test } from 'vitest'
import { oneTimeRow } from '#lib/admin/catalog-one-time-schemas.ts'
import { openAdmin } from '#lib/admin/testing/open-admin.ts'
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { listOneTimeAddons } from '#lib/one-time/find-one-time-addon.ts'
import { services } from '#prisma/seed/catalog/services.ts'
import { POST as postRecurring } from '../route.ts'
import { GET as getOne, PATCH as patchOne } from './[id]/route.ts'
import { GET as getList, POST as postOne } from './route.ts'

await seedCatalog({ seed: services, now: await now() })
const admin = await openAdmin()

let made = 0
async function make(fields: Record<string, unknown> = {}) {
  made += 1
  const body = { code: `fee.${made}`, name: `Fee ${made}`, priceMinor: 100_00, ...fields }
  const answer = await admin.ask(postOne, { method: 'POST', path: '/api/admin/catalog/one-time', body })
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return oneTimeRow.parse(answer.body)
}

const patch = (id: string, body: unknown) =>
  admin.ask(patchOne, { method: 'PATCH', path: `/api/admin/catalog/one-time/${id}`, params: { id }, body })

async function change(addon: { id: string; updatedAt: string }, fields: Record<string, unknown>) {
  const answer = await patch(addon.id, { updatedAt: addon.updatedAt, ...fields })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return oneTimeRow.parse(answer.body)
}

/** What clients of Lago are shown (S1.1). */
const onSale = async (code: string) => {
  const { addons } = await listOneTimeAddons(database(), { page: 1, perPage: 100 })
  return addons.find((addon) => addon.code === code)
}

test('E.2 S1.1 a draft is edited, published and archived; the API shows what is on sale, and no more', async () => {
  const draft = await make()
  expect(draft).toMatchObject({ status: 'draft', priceMinor: 100_00, currency: 'USD', timesApplied: 0 })
  expect(await onSale(draft.code)).toBeUndefined()
  const named = { name: 'Onboarding', invoiceDisplayName: 'Onboarding, remote', description: 'Two hours' }
  const ready = await change(draft, { ...named, priceMinor: 250_00 })
  expect(ready).toMatchObject({ ...named, priceMinor: 250_00, status: 'draft' })
  const sold = await change(ready, { status: 'published' })
  expect(await onSale(draft.code)).toMatchObject({
    name: 'Onboarding',
    invoiceDisplayName: 'Onboarding, remote',
    price: { amountMinor: 250_00n, currency: 'USD' },
  })
  const plain = await change(sold, { invoiceDisplayName: null, description: '' })
  expect(plain).toMatchObject({ invoiceDisplayName: null, description: '', name: 'Onboarding' })
  await change(plain, { status: 'archived' })
  expect(await onSale(draft.code)).toBeUndefined()
  const actions = await database().auditEntry.findMany({
    where: { subject: `addon:${draft.id}` },
    orderBy: { id: 'asc' },
  })
  expect(actions.map(({ action }) => action)).toEqual(['addon.created', ...Array(4).fill('addon.updated')])
  expect(actions[2]?.data).toEqual({ fields: '', status: 'published' })
  const prices = await database().price.findMany({ where: { addonId: draft.id }, orderBy: { id: 'asc' } })
  expect(prices.map(({ unitAmountMinor, active }) => [unitAmountMinor, active])).toEqual([
    [100_00n, false],
    [250_00n, true],
  ])
})

test('E.2 it can be on sale at once; a code is had once', async () => {
  const { code } = await make({ status: 'published' })
  expect(await onSale(code)).toBeDefined()
  const body = { code, name: 'Other', priceMinor: 1_00 }
  const again = await admin.ask(postOne, { method: 'POST', path: '/api/admin/catalog/one-time', body })
  expect(again).toMatchObject({ status: 422, body: { errors: [{ field: 'code' }] } })
})

test('E.4 what cannot be is refused, and what somebody else changed is not written over', async () => {
  const draft = await make()
  for (const [fields, status] of [
    [{ priceMinor: 0 }, 422],
    [{ name: '' }, 422],
    [{ code: 'x' }, 422],
    [{ status: 'draft' }, 200],
  ] as const) {
    expect((await patch(draft.id, { updatedAt: draft.updatedAt, ...fields })).status).toBe(status)
  }
  const { body } = await admin.ask(getOne, { params: { id: draft.id } })
  const archived = await change(oneTimeRow.parse(body), { status: 'archived' })
  expect(await patch(draft.id, { updatedAt: draft.updatedAt, name: 'Late' })).toMatchObject({
    status: 409,
    body: { code: 'catalog_changed' },
  })
  expect(await patch(draft.id, { updatedAt: archived.updatedAt, status: 'draft' })).toMatchObject({
    status: 409,
    body: { code: 'status_not_possible' },
  })
})

test('E.2 the list has what the seed has; nothing to be held is made in its family', async () => {
  const { rows } = await admin.list(getList, oneTimeRow, 'q=setup')
  expect(rows).toMatchObject([
    { code: 'setup_fee', priceMinor: 500_00, pricesIncludeTax: false, family: { code: 'services' } },
  ])
  const body = { family: 'services', code: 'gb', name: 'GB', type: 'storage', category: 'capacity' }
  const held = await admin.ask(postRecurring, { method: 'POST', path: '/api/admin/catalog', body })
  expect(held).toMatchObject({ status: 422, body: { errors: [{ field: 'family' }] } })
  const id = '0193f2a4-7b1c-7abc-8def-0123456789ab'
  expect((await admin.ask(getOne, { params: { id } })).status).toBe(404)
})
