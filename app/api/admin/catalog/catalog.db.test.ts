import { afterAll, describe, expect, test } from 'vitest'
import { catalogDetail, catalogRow } from '#lib/admin/catalog-schemas.ts'
import { openAdmin } from '#lib/admin/testing/open-admin.ts'
import { buildUser } from '#lib/auth/testing/build-user.ts'
import { findAddon } from '#lib/catalog/find-addon.ts'
import { addonsOnSale, listAddons } from '#lib/catalog/list-addons.ts'
import { loadFamilyCatalog } from '#lib/catalog/load-family-catalog.ts'
import { offersAt } from '#lib/catalog/offer-rules.ts'
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { loadStanding } from '#lib/entitlements/load-standing.ts'
import { call } from '#lib/http/testing/call.ts'
import { openShop } from '#lib/purchases/testing/open-shop.ts'
import { buy, comeBack } from '#lib/purchases/testing/shopper.ts'
import { openSubscriber } from '#lib/purchases/testing/subscriber.ts'
import { smartMl } from '#prisma/seed/catalog/smart-ml.ts'
import { buildHolder } from '#prisma/seed/testing/build-holder.ts'
import { GET as getOne, PATCH as patchOne } from './[id]/route.ts'
import { GET as getList, POST as postDraft } from './route.ts'

const shop = await openShop()
const admin = await openAdmin()
afterAll(shop.close)

let drafts = 0
async function draft() {
  drafts += 1
  const body = {
    family: 'smart-ml',
    code: `draft_${drafts}`,
    name: `Draft ${drafts}`,
    type: 'storage',
    category: 'capacity',
  }
  const answer = await admin.ask(postDraft, { method: 'POST', path: '/api/admin/catalog', body })
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return catalogDetail.parse(answer.body)
}

const patch = (id: string, body: unknown) =>
  admin.ask(patchOne, { method: 'PATCH', path: `/api/admin/catalog/${id}`, params: { id }, body })

async function change(addon: { id: string; updatedAt: string }, fields: Record<string, unknown>) {
  const answer = await patch(addon.id, { updatedAt: addon.updatedAt, ...fields })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return catalogDetail.parse(answer.body)
}

const sellable = {
  priceMinor: 500_00,
  plans: [{ code: 'pro', availability: 'available' }],
  grants: [{ feature: 'azure_storage_gb', value: 10 }],
}

async function seeded(code: string) {
  const { id } = await database().addon.findFirstOrThrow({ where: { code } })
  return catalogDetail.parse((await admin.ask(getOne, { params: { id } })).body)
}

describe('E.2 the catalog editor', () => {
  test('E.2 a draft is edited, published, sold, archived, and every step is in the audit log', async () => {
    const made = await draft()
    expect(made).toMatchObject({ status: 'draft', priceMinor: null, maxQuantity: 1, plans: [], grants: [] })
    const onSale = async () =>
      (await listAddons(database(), { familyCode: 'smart-ml' })).some(({ code }) => code === made.code)
    expect(await onSale()).toBe(false)

    const ready = await change(made, { ...sellable, name: 'Ten more', isStackable: true, maxQuantity: 3 })
    expect(ready).toMatchObject({ ...sellable, name: 'Ten more', maxQuantity: 3, status: 'draft' })
    const sold = await change(ready, { status: 'published' })
    expect(await onSale()).toBe(true)
    await change(sold, { status: 'archived' })
    expect(await onSale()).toBe(false)

    const entries = await database().auditEntry.findMany({
      where: { subject: `addon:${made.id}` },
      orderBy: { id: 'asc' },
    })
    expect(entries.map(({ action }) => action)).toEqual(['addon.created', ...Array(3).fill('addon.updated')])
    expect(entries[1]).toMatchObject({
      actor: `user:${admin.userId}`,
      data: {
        'name.before': made.name,
        'name.after': 'Ten more',
        'priceMinor.before': null,
        'priceMinor.after': 500_00,
        'grants.before': '',
        'grants.after': 'azure_storage_gb: 10',
      },
    })
    expect(entries[3]?.data).toEqual({ 'status.before': 'published', 'status.after': 'archived' })
  })

  test('E.2 another price is a new one; who holds it is told of, and keeps it', async () => {
    const at = await now()
    const holder = await buildHolder({ plan: 'pro', now: at })
    const order = await buy(holder, 'extra_storage_10gb', 2)
    await comeBack(holder, order, await shop.pay(order.handOff.orderId))
    const before = await seeded('extra_storage_10gb')
    expect(before.holders).toEqual({ customers: 1, units: 2, atOtherPrice: 0 })

    const after = await change(before, { priceMinor: 199_00 })
    expect(after).toMatchObject({ priceMinor: 199_00, holders: { customers: 1, units: 2, atOtherPrice: 1 } })
    const prices = await database().price.findMany({
      where: { addonId: before.id },
      orderBy: { createdAt: 'asc' },
    })
    expect(prices.map(({ unitAmountMinor, active }) => [unitAmountMinor, active])).toEqual([
      [179_00n, false],
      [199_00n, true],
    ])
    const { customerId } = holder
    const term = await database().term.findFirst({ where: { customerId, source: 'paid' } })
    expect(term).toMatchObject({ quantity: 2, unitAmountMinor: 179_00n })

    const offer = async () => {
      const moment = await now()
      const standing = await loadStanding(database(), { customerId, familyCode: 'smart-ml', at: moment })
      if (!standing) throw new Error('no family')
      return offersAt({ ...standing, at: moment }).offers.find(({ addon }) => addon.code === before.code)
    }
    expect(await offer()).toMatchObject({ heldAtMinor: 179_00n, price: { amountMinor: 199_00n } })
    const more = await buy(holder, 'extra_storage_10gb', 1)
    await comeBack(holder, more, await shop.pay(more.handOff.orderId))
    expect(await offer()).toMatchObject({ held: 3, heldAtMinor: null })

    // A seeding keeps what staff did.
    await seedCatalog({ seed: smartMl, now: await now() })
    const kept = await findAddon(database(), { familyCode: 'smart-ml', code: before.code })
    expect(kept?.price?.amountMinor).toBe(199_00n)
  })

  test('S3.4 another price is at its provider soon; who is billed pays the one it was bought at', async () => {
    const customer = await openSubscriber(shop, {
      family: 'custom-projects',
      buys: [
        { action: 'plan', code: 'pro' },
        { action: 'add', code: 'storage_1gb', quantity: 1 },
      ],
    })
    const before = await seeded('storage_1gb')
    expect(before.billedAt).toEqual({ provider: 'stripe', state: 'known' })
    const dearer = await change(before, { priceMinor: 7_00, name: 'Room (+1 GB)' })
    expect(dearer).toMatchObject({ billedAt: { state: 'on_its_way' }, holders: { atOtherPrice: 1 } })
    await shop.work()
    expect((await seeded('storage_1gb')).billedAt).toMatchObject({ state: 'known' })

    const more = { action: 'add', code: 'storage_1gb', quantity: 1 } as const
    const { quote, purchaseId } = await customer.change(more)
    expect(quote.lines).toMatchObject([{ unitAmountMinor: 5_00n, description: '1 × Room (+1 GB)' }])
    await shop.work()
    const terms = await database().term.findMany({ where: { purchaseId } })
    expect(terms.map(({ unitAmountMinor }) => unitAmountMinor)).toEqual([5_00n])
    expect(await customer.billed()).toMatchObject({ items: { pro: 1, storage_1gb: 2 } })

    const other = await openSubscriber(shop, { family: 'custom-projects' })
    const { totalMinor } = await other.quote({ action: 'plan', code: 'pro' }, more)
    expect(totalMinor).toBe(50_00n + 7_00n)
  })

  test('E.2 what is archived is held on', async () => {
    const at = await now()
    const holder = await buildHolder({ plan: 'pro', now: at })
    await holder.hold({ addon: 'api_boost_5000', quantity: 1, from: at, until: null })
    const archived = await change(await seeded('api_boost_5000'), { status: 'archived' })
    expect(archived).toMatchObject({ status: 'archived', holders: { customers: 1, units: 1 } })
    const catalog = await loadFamilyCatalog(database(), 'smart-ml')
    expect(catalog && addonsOnSale(catalog).map(({ code }) => code)).not.toContain('api_boost_5000')
    expect((await change(archived, { status: 'published' })).status).toBe('published')
  })

  test('E.2 what somebody else changed meanwhile is not written over', async () => {
    const made = await draft()
    const both = await Promise.all(
      ['One', 'Two'].map((name) => patch(made.id, { updatedAt: made.updatedAt, name })),
    )
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(both.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'catalog_changed' })
    // What changes nothing is no change.
    const shown = await seeded(made.code)
    expect((await change(shown, { name: shown.name })).updatedAt).toBe(shown.updatedAt)
  })

  test.each([
    [{ name: '   ' }, 'name'],
    [{ maxQuantity: 0 }, 'maxQuantity'],
    [{ maxQuantity: 5 }, 'maxQuantity'],
    [{ priceMinor: 0 }, 'priceMinor'],
    [{ priceMinor: 1.5 }, 'priceMinor'],
    [{ icon: 'Not an icon' }, 'icon'],
    [{ grants: [{ feature: 'nonsense', value: 1 }] }, 'grants'],
    [{ grants: [{ feature: 'has_white_label', value: 2 }] }, 'grants'],
    [{ grants: Array(2).fill({ feature: 'azure_storage_gb', value: 1 }) }, 'grants'],
    [{ plans: [{ code: 'nonsense', availability: 'available' }] }, 'plans'],
    [{ status: 'published' }, 'priceMinor'],
    [{ ...sellable, plans: [], status: 'published' }, 'plans'],
    [{ ...sellable, grants: [], status: 'published' }, 'grants'],
    [{ code: 'other' }, 'code'],
  ])('E.4 %j is refused, naming the field', async (fields, field) => {
    const made = await draft()
    const answer = await patch(made.id, { updatedAt: made.updatedAt, ...fields })
    expect(answer.status).toBe(422)
    expect(answer.body).toMatchObject({
      errors: expect.arrayContaining([expect.objectContaining({ field })]),
    })
    expect(await seeded(made.code)).toEqual(made)
  })

  test('E.4 a code is had once, a family must be there, and nothing becomes a draft again', async () => {
    const made = await draft()
    const post = (fields: object) => {
      const { code, name, type, category } = made
      const body = { family: 'smart-ml', ...{ code, name, type, category }, ...fields }
      return admin.ask(postDraft, { method: 'POST', path: '/api/admin/catalog', body })
    }
    expect(await post({})).toMatchObject({ status: 409, body: { code: 'code_taken' } })
    expect((await post({ family: 'nonsense' })).status).toBe(422)
    expect((await post({ code: 'Not A Code' })).status).toBe(422)
    expect((await patch(made.id, { updatedAt: made.updatedAt })).status).toBe(422)
    const archived = await change(made, { status: 'archived' })
    const again = await patch(made.id, { updatedAt: archived.updatedAt, status: 'draft' })
    expect(again).toMatchObject({ status: 409, body: { code: 'status_not_possible' } })
    const id = '0193f2a4-7b1c-7abc-8def-0123456789ab'
    expect((await admin.ask(getOne, { params: { id } })).status).toBe(404)
  })

  test('E.2 only staff see and change it', async () => {
    const { id } = await draft()
    const { token } = await buildUser()
    for (const [handler, method] of [
      [getOne, 'GET'],
      [patchOne, 'PATCH'],
      [getList, 'GET'],
      [postDraft, 'POST'],
    ] as const) {
      const sent = { method, params: { id }, ...(method === 'GET' ? {} : { body: {} }) }
      expect((await call(handler, sent)).status).toBe(401)
      expect((await call(handler, { ...sent, token })).status).toBe(403)
    }
  })

  test('S0.16 the list says how a price lies beside the next plan', async () => {
    const { rows } = await admin.list(getList, catalogRow, 'family=smart-ml&q=Extra+Storage&sort=order')
    expect(rows.find(({ code }) => code === 'extra_storage_10gb')?.bands).toContainEqual(
      expect.objectContaining({ plan: 'Pro', nextPlan: 'Advanced', verdict: 'below', fromMinor: 400_00 }),
    )
    expect((await admin.list(getList, catalogRow, 'family=smart-ml&status=draft&q=white')).total).toBe(0)
  })
})
