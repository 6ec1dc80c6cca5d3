import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { auditRow } from '#lib/admin/audit-schemas.ts'
import { customerTaxes, type IssuerTaxes } from '#lib/admin/tax-schemas.ts'
import { type Admin, openAdmin } from '#lib/admin/testing/open-admin.ts'
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import type { Called } from '#lib/http/testing/call.ts'
import { issue } from '#lib/invoices/testing/issue.ts'
import { customProjects } from '#prisma/seed/catalog/custom-projects.ts'
import { klarvo } from '#prisma/seed/catalog/klarvo.ts'
import { smartMl } from '#prisma/seed/catalog/smart-ml.ts'
import { GET as listAudit } from '../audit/route.ts'
import { DELETE, PUT } from './[id]/taxes/[tax]/route.ts'
import { GET } from './[id]/taxes/route.ts'

let admin: Admin
let exempt: string
beforeAll(async () => {
  const at = await now()
  for (const seed of [smartMl, klarvo, customProjects]) await seedCatalog({ seed, now: at })
  admin = await openAdmin()
  const { issuerId } = await database().productFamily.findUniqueOrThrow({ where: { code: 'smart-ml' } })
  const stamp = new Date(at.epochMilliseconds)
  const stamps = { createdAt: stamp, updatedAt: stamp }
  const tax = {
    issuerId,
    code: 'exempt',
    name: 'Exempt',
    kind: 'flat',
    rateBasisPoints: 0,
    ...stamps,
  } as const
  exempt = (await database().tax.create({ data: tax })).id
})

const shown = (answer: Called) => customerTaxes.parse(answer.body)
const list = async (id: string) => shown(await admin.ask(GET, { params: { id } }))
const send = (handler: typeof PUT, id: string, tax: string) =>
  admin.ask(handler, { method: handler === PUT ? 'PUT' : 'DELETE', params: { id, tax }, body: {} })
const sellerOf = (issuers: IssuerTaxes[], family: string) =>
  issuers.find(({ families }) => families.some(({ code }) => code === family))

describe('S1.5 taxes of a customer', () => {
  test('S1.5 apply as of the family, until the customer has one of its own; then invoices have that', async () => {
    const { holder, totalMinor } = await issue({ family: 'smart-ml' })
    const id = holder.customerId
    const before = await list(id)
    expect(sellerOf(before, 'custom-projects')).toBeUndefined()
    expect(sellerOf(before, 'smart-ml')).toMatchObject({
      taxes: [
        { code: 'exempt', isAssigned: false },
        { code: 'gst_18', kind: 'gst', rateBasisPoints: 1_800, isAssigned: false },
      ],
      families: [{ applies: ['GST'], from: 'family' }],
      addons: [],
    })

    const given = await send(PUT, id, exempt)
    expect([given.status, sellerOf(shown(given), 'smart-ml')]).toMatchObject([
      200,
      { taxes: [{ isAssigned: true }, {}], families: [{ applies: ['Exempt'], from: 'customer' }] },
    ])
    expect(sellerOf(shown(given), 'klarvo')).toMatchObject({
      families: [{ applies: ['VAT'], from: 'family' }],
    })
    const taxOf = async (invoice: { id: string }) =>
      (await database().invoice.findUniqueOrThrow({ where: { id: invoice.id } })).taxMinor
    expect(await taxOf(await issue({ family: 'smart-ml', holder }))).toBe(0n)

    expect(sellerOf(shown(await send(DELETE, id, exempt)), 'smart-ml')).toMatchObject({
      families: [{ applies: ['GST'], from: 'family' }],
    })
    const again = await issue({ family: 'smart-ml', holder })
    expect([again.totalMinor, await taxOf(again)]).toEqual([totalMinor, 54_62n])
  })

  test('S1.5 what has a tax of its own is named, and where nobody has one there is none', async () => {
    const { holder } = await issue({ family: 'klarvo' })
    const { id: familyId } = await database().productFamily.findUniqueOrThrow({ where: { code: 'smart-ml' } })
    const where = { familyId_taxId: { familyId, taxId: await gst() } }
    const assignment = await database().taxAssignment.delete({ where })
    const addon = await database().addon.findFirstOrThrow({ where: { familyId, code: 'priority_queue' } })
    const own = await database().taxAssignment.create({ data: { addonId: addon.id, taxId: exempt } })
    expect(sellerOf(await list(holder.customerId), 'smart-ml')).toMatchObject({
      families: [{ applies: [], from: 'nobody' }],
      addons: [{ code: 'priority_queue', applies: ['Exempt'] }],
    })
    await database().taxAssignment.delete({ where: { id: own.id } })
    await database().taxAssignment.create({ data: assignment })
  })

  test('E.2 each change is in the audit log, once, however often it is asked for', async () => {
    const { holder } = await issue({ family: 'klarvo' })
    const id = holder.customerId
    await Promise.all([send(PUT, id, exempt), send(PUT, id, exempt)])
    await send(PUT, id, exempt)
    await send(DELETE, id, exempt)
    await send(DELETE, id, exempt)
    const { rows } = await admin.list(listAudit, auditRow, `customer=${id}`)
    expect(rows).toMatchObject([
      { action: 'tax.removed', data: { tax: 'exempt' } },
      { action: 'tax.assigned', actor: `user:${admin.userId}`, subject: `tax:${exempt}` },
    ])
  })

  test('E.4 nobody, and a tax there is none of, are not found', async () => {
    const { holder } = await issue({ family: 'klarvo' })
    expect((await send(PUT, holder.customerId, randomUUID())).body).toMatchObject({ code: 'tax_not_found' })
    expect((await send(DELETE, randomUUID(), exempt)).body).toMatchObject({ code: 'customer_not_found' })
    expect((await admin.ask(GET, { params: { id: randomUUID() } })).body).toMatchObject({
      code: 'customer_not_found',
    })
    expect((await send(PUT, holder.customerId, 'gst_18')).status).toBe(404)
  })
})

async function gst(): Promise<string> {
  return (await database().tax.findFirstOrThrow({ where: { code: 'gst_18' } })).id
}
