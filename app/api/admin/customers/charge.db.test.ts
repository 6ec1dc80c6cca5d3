import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { auditRow } from '#lib/admin/audit-schemas.ts'
import { invoiceRow } from '#lib/admin/invoice-schemas.ts'
import { type ChargeableAddon, chargeAnswer, chargeableAddon } from '#lib/admin/one-time-schemas.ts'
import { type Admin, openAdmin } from '#lib/admin/testing/open-admin.ts'
import { database } from '#lib/db/client.ts'
import { checkBooks } from '#lib/invoices/check-books.ts'
import { openDesk } from '#lib/one-time/testing/open-desk.ts'
import { GET as listAudit } from '../audit/route.ts'
import { GET as listInvoices } from '../invoices/route.ts'
import { GET as listOneTime } from '../one-time-addons/route.ts'
import { POST } from './[id]/applied-addons/route.ts'

let admin: Admin
let customerId: string
let fee: ChargeableAddon
beforeAll(async () => {
  admin = await openAdmin()
  customerId = (await (await openDesk()).customer()).id
  const offered = z.array(chargeableAddon).parse((await admin.ask(listOneTime)).body)
  const found = offered.find(({ name }) => name === 'Setup Fee')
  if (!found) throw new Error('there is no setup fee')
  fee = found
})
afterAll(async () => {
  expect((await checkBooks(database())).violations).toEqual([])
})

const charge = (body: unknown, options: { id?: string; headers?: Record<string, string> } = {}) => {
  const { id = customerId, headers = {} } = options
  const path = `/api/admin/customers/${id}/applied-addons`
  return admin.ask(POST, { method: 'POST', path, params: { id }, body, headers })
}
const invoicesOf = async (customer: string) =>
  (await admin.list(listInvoices, invoiceRow, `customer=${customer}`)).rows

describe('S1.3 an add-on is charged once from the desk', () => {
  test('E.2 what can be charged is listed with its price', async () => {
    expect(fee).toMatchObject({
      ...{ family: 'Services', amountMinor: 500_00, currency: 'USD', pricesIncludeTax: false },
    })
    await database().addon.update({ where: { id: fee.id }, data: { status: 'draft' } })
    const names = z.array(chargeableAddon).parse((await admin.ask(listOneTime)).body)
    expect(names.map(({ name }) => name).toSorted()).toEqual(['Hardware', 'Professional Services'])
    await database().addon.update({ where: { id: fee.id }, data: { status: 'published' } })
  })

  test('S1.3 at its price or at another, with an unpaid invoice that is sent, and an audit entry', async () => {
    const full = await charge({ addonId: fee.id })
    expect(full.status).toBe(201)
    expect(chargeAnswer.parse(full.body).invoice).toMatchObject({ totalMinor: 500_00, currency: 'USD' })
    const { invoice } = chargeAnswer.parse((await charge({ addonId: fee.id, amountMinor: 123_45 })).body)
    const [row] = await invoicesOf(customerId)
    expect(row).toMatchObject({ ...invoice, totalMinor: 123_45, state: 'pending', type: 'add_on' })
    const sent = { dedupeKey: `invoice:${invoice.id}`, template: 'invoice-issued' }
    expect(await database().outboundMessage.count({ where: sent })).toBe(1)
    const { rows } = await admin.list(listAudit, auditRow, `subject=addon:${fee.id}`)
    expect(rows[0]).toMatchObject({
      ...{ actor: `user:${admin.userId}`, action: 'addon.applied', customer: { id: customerId } },
      data: { invoice: invoice.number, amountMinor: 123_45, currency: 'USD' },
    })
  })

  test('E.5 a repetition with the same key, also at once, charges once', async () => {
    const { id } = await (await openDesk()).customer()
    const headers = { 'idempotency-key': randomUUID() }
    const clicks = await Promise.all(
      Array.from({ length: 6 }, () => charge({ addonId: fee.id }, { id, headers })),
    )
    const again = await charge({ addonId: fee.id }, { id, headers })
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect(clicks.filter(({ status }) => status === 201).length).toBeGreaterThan(0)
    expect(await invoicesOf(id)).toHaveLength(1)
  })

  test('E.4 nonsense is refused with the name of the field, and charges nothing', async () => {
    const { id } = await (await openDesk()).customer()
    for (const [field, body] of [
      ['amountMinor', { addonId: fee.id, amountMinor: 0 }],
      ['amountMinor', { addonId: fee.id, amountMinor: -5 }],
      ['amountMinor', { addonId: fee.id, amountMinor: 12.5 }],
      ['amountMinor', { addonId: fee.id, amountMinor: '500' }],
      ['amountMinor', { addonId: fee.id, amountMinor: 1e15 }],
      ['addonId', { addonId: 'setup_fee' }],
      ['addonId', {}],
    ] as const) {
      const answer = await charge(body, { id })
      expect([answer.status, answer.body]).toMatchObject([422, { errors: [{ field }] }])
    }
    expect((await charge({ addonId: fee.id, currency: 'EUR' }, { id })).status).toBe(422)
    expect((await charge({ addonId: randomUUID() }, { id })).body).toMatchObject({ code: 'add_on_not_found' })
    expect((await charge({ addonId: fee.id }, { id: randomUUID() })).body).toMatchObject({
      code: 'customer_not_found',
    })
    expect(await invoicesOf(id)).toEqual([])
  })
})
