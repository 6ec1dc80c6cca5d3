import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { database, type Transaction } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { checkBooks } from '#lib/invoices/check-books.ts'
import { loadInvoice } from '#lib/invoices/load-invoices.ts'
import { postEntry } from '#lib/invoices/post-entry.ts'
import { settleInvoice } from '#lib/invoices/settle-invoice.ts'
import { voidInvoice } from '#lib/invoices/void-invoice.ts'
import { applyAddon } from './apply-addon.ts'
import { createOneOffInvoice } from './create-one-off-invoice.ts'
import { createOneTimeAddon } from './create-one-time-addon.ts'
import { openDesk } from './testing/open-desk.ts'
import { updateOneTimeAddon } from './update-one-time-addon.ts'

// What the edge lets nobody ask for, and what no address asks for yet. Addresses are tried in app/api/v1.

const by = { userId: crypto.randomUUID(), requestId: 'test', now: await now() }
const addon = { code: 'a', name: 'A', amount_cents: 1 }
const beforeSeeding = transaction((tx) => createOneTimeAddon(tx, { addon, ...by })).catch((error) => error)

let customer: { id: string; externalId: string }
beforeAll(async () => {
  await beforeSeeding
  customer = await (await openDesk()).customer()
})
afterAll(async () => {
  expect((await checkBooks(database())).violations).toEqual([])
})

const refused = (act: (tx: Transaction) => Promise<unknown>) => expect(transaction(act)).rejects
const issue = () =>
  transaction(async (tx) => {
    const request = { customer_id: customer.externalId, add_on_code: 'setup_fee' }
    return (await applyAddon(tx, { request, ...by })).invoiceId
  })

describe('S1.3 operations ask for themselves', () => {
  test('S1.1 before the catalog is seeded there is nothing to add to', async () => {
    expect(await beforeSeeding).toMatchObject({ code: 'family_not_found' })
  })

  test('S1.3 nobody and nothing named is nobody and nothing', async () => {
    const nobody = { code: 'customer_not_found' }
    await refused((tx) => applyAddon(tx, { request: {}, ...by })).toMatchObject(nobody)
    const request = { customer_id: customer.id }
    const nothing = { code: 'add_on_not_found' }
    await refused((tx) => applyAddon(tx, { request, ...by })).toMatchObject(nothing)
    const fees = [{}]
    await refused((tx) => createOneOffInvoice(tx, { request: { ...request, fees }, ...by })).toMatchObject(
      nothing,
    )
    const empty = createOneOffInvoice
    await refused((tx) => empty(tx, { request: { ...request, fees: [] }, ...by })).toThrow(RangeError)
  })
})

test('E.2 the desk edits drafts and what is archived; nobody charges them', async () => {
  const inTransaction = <Result>(act: (tx: Transaction) => Promise<Result>) => transaction(act)
  const fee = { code: 'fee', name: 'Fee', amount_cents: 1_00 }
  const { id } = await inTransaction((tx) => createOneTimeAddon(tx, { addon: fee, status: 'draft', ...by }))
  const change = (status?: 'published' | 'archived') => (tx: Transaction) =>
    updateOneTimeAddon(tx, {
      idOrCode: id,
      change: { amount_cents: 2_00 },
      ...(status ? { status } : {}),
      ...by,
    })
  const apply = (tx: Transaction) =>
    applyAddon(tx, { request: { customer_id: customer.id, add_on_id: id }, ...by })
  await refused(apply).toMatchObject({ code: 'add_on_not_found' })
  await refused(change()).toMatchObject({ code: 'add_on_not_found' })
  expect(await inTransaction(change('published'))).toMatchObject({
    status: 'published',
    price: { amountMinor: 2_00n },
  })
  expect((await inTransaction(apply)).addon.id).toBe(id)
  expect((await inTransaction(change('archived'))).status).toBe('archived')
  await refused(apply).toMatchObject({ code: 'add_on_not_found' })
})

describe('S1.3 an unpaid invoice is settled out of the balance', () => {
  const settle = (invoiceId: string) => transaction((tx) => settleInvoice(tx, { invoiceId, now: by.now }))

  test('S1.3 once, however often and at once', async () => {
    const id = await issue()
    await Promise.all(Array.from({ length: 10 }, () => settle(id)))
    expect((await loadInvoice(database(), id)).paymentStatus).toBe('succeeded')
    const booked = await database().journalPosting.findMany({
      where: { entry: { kind: 'settlement', subjectId: id } },
      orderBy: { amountMinor: 'asc' },
    })
    expect(booked.map(({ account, amountMinor }) => [account, amountMinor])).toEqual([
      ['receivable', -500_00n],
      ['customer_balance', 500_00n],
    ])
    await refused((tx) => voidInvoice(tx, { id, ...by })).toMatchObject({ code: 'not_voidable' })
  })

  test('S1.4 not when it is void; either of the two, at once', async () => {
    const id = await issue()
    const outcomes = await Promise.allSettled([
      transaction((tx) => voidInvoice(tx, { id, ...by })),
      settle(id),
      transaction((tx) => voidInvoice(tx, { id, ...by })),
      settle(id),
    ])
    const { voidedAt } = await loadInvoice(database(), id)
    const won = outcomes.map(({ status }) => status === 'fulfilled')
    expect(won).toEqual(voidedAt ? [true, false, true, false] : [false, true, false, true])
    const other = await issue()
    await transaction((tx) => voidInvoice(tx, { id: other, ...by }))
    await expect(settle(other)).rejects.toThrow(/is void/)
  })

  test('invariant 10: the same event is booked once', async () => {
    const entry = {
      ...({ kind: 'payment', subjectId: crypto.randomUUID(), customerId: customer.id } as const),
      ...({ debit: 'cash', credit: 'cash', amountMinor: 1n, currency: 'USD', now: by.now } as const),
    }
    const taken = transaction(async (tx) => {
      await postEntry(tx, entry)
      await postEntry(tx, entry)
      expect(await tx.journalPosting.count({ where: { entry: { subjectId: entry.subjectId } } })).toBe(2)
      throw new Error('taken back')
    })
    await expect(taken).rejects.toThrow('taken back')
  })
})
