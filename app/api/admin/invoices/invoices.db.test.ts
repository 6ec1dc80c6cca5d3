import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { invoiceRow } from '#lib/admin/invoice-schemas.ts'
import { type Admin, openAdmin } from '#lib/admin/testing/open-admin.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { credit, type Issued, issue, settle } from '#lib/invoices/testing/issue.ts'
import { voidInvoice } from '#lib/invoices/void-invoice.ts'
import { openShop, type Shop } from '#lib/purchases/testing/open-shop.ts'
import { GET as getExport } from './export/route.ts'
import { GET as getList } from './route.ts'

let shop: Shop
let admin: Admin
/** The first three are one customer's; one of each state. */
let all: { unpaid: Issued; paid: Issued; withdrawn: Issued; other: Issued }
beforeAll(async () => {
  shop = await openShop()
  admin = await openAdmin()
  const unpaid = await issue({ family: 'services', lines: [{ amountMinor: 500_00n }] })
  const { holder } = unpaid
  const paid = await issue({ family: 'services', holder, lines: [{ amountMinor: 100_00n }] })
  const withdrawn = await issue({ family: 'services', holder, lines: [{ amountMinor: 300_00n }] })
  const other = await issue({ family: 'smart-ml' })
  await settle(paid)
  const { userId } = holder
  const at = await now()
  await transaction((tx) => voidInvoice(tx, { id: withdrawn.id, userId, requestId: 'test', now: at }))
  await credit(unpaid, { offsetMinor: 10_000n })
  all = { unpaid, paid, withdrawn, other }
})
// Closing checks the books.
afterAll(() => shop.close())

const ids = async (query: string) => (await admin.list(getList, invoiceRow, query)).rows.map(({ id }) => id)

describe('E.2 the list of all invoices', () => {
  test('E.2 the newest first, with who sold it to whom and what was credited', async () => {
    const { unpaid, other } = all
    const { rows, total } = await admin.list(getList, invoiceRow)
    expect(total).toBe(4)
    expect(rows[0]).toMatchObject({
      ...{ id: other.id, number: other.number, state: 'pending', currency: 'INR' },
      seller: 'Smart ML Technologies Private Limited',
    })
    expect(rows.at(-1)).toMatchObject({
      ...{ id: unpaid.id, totalMinor: 500_00, creditedMinor: 100_00, type: 'one_off' },
      customer: { id: unpaid.holder.customerId },
    })
  })

  test('E.2 by state, by number, by customer, by day', async () => {
    const { unpaid, paid, withdrawn, other } = all
    expect(await ids('state=pending')).toEqual([other.id, unpaid.id])
    expect(await ids('state=succeeded')).toEqual([paid.id])
    expect(await ids('state=void')).toEqual([withdrawn.id])
    expect(await ids(`q=${withdrawn.number}`)).toEqual([withdrawn.id])
    const { email } = await database().customer.findUniqueOrThrow({ where: { id: other.holder.customerId } })
    expect(await ids(`q=${encodeURIComponent(email)}`)).toEqual([other.id])
    const { customerId } = unpaid.holder
    expect(await ids(`customer=${customerId}&state=pending`)).toEqual([unpaid.id])
    expect(await ids('to=2020-01-01')).toEqual([])
    expect((await admin.ask(getList, { path: '/api/admin/invoices?state=lost' })).status).toBe(422)
  })

  test('E.2 in any order, in pages that meet', async () => {
    const { unpaid, paid, withdrawn, other } = all
    expect(await ids('sort=total')).toEqual([other.id, paid.id, withdrawn.id, unpaid.id])
    const byNumber = [unpaid, paid, withdrawn].map(({ id }) => id)
    expect((await ids('sort=number')).filter((id) => id !== other.id)).toEqual(byNumber)
    expect((await ids('sort=-number')).filter((id) => id !== other.id)).toEqual(byNumber.toReversed())
    const pages = await Promise.all([1, 2, 3, 4].map((page) => ids(`sort=number&per_page=1&page=${page}`)))
    expect(pages.flat()).toEqual(await ids('sort=number'))
  })

  test('E.2 as a file, in the order seen, and in the audit log', async () => {
    const { body } = await admin.ask(getExport, {
      path: '/api/admin/invoices/export?state=succeeded&sort=number',
    })
    const [heading, ...lines] = String(body).trim().split('\r\n')
    expect(heading).toContain('number,issued_at,state,type,customer_id,customer,seller,total')
    expect(lines).toEqual([expect.stringContaining(`${all.paid.number},`)])
    expect(lines[0]).toContain('100.00')
    expect(await database().auditEntry.count({ where: { action: 'invoices.exported' } })).toBe(1)
  })
})
