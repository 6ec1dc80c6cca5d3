import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { checkBooks } from '#lib/invoices/check-books.ts'
import { issue } from '#lib/invoices/testing/issue.ts'
import { smartMl } from '#prisma/seed/catalog/smart-ml.ts'
import { createCreditNote } from './create-credit-note.ts'
import { creditableOf, creditOfLines } from './credit-of-lines.ts'
import { loadCreditStanding } from './credit-standing.ts'

beforeAll(async () => seedCatalog({ seed: smartMl, now: await now() }))
afterAll(async () => {
  expect((await checkBooks(database())).violations).toEqual([])
})

const look = async (id: string, netMinor: bigint) => {
  const standing = await loadCreditStanding(database(), id)
  const items = [{ lineId: standing.invoice.lines[0]?.id ?? '', netMinor }]
  return {
    credit: await creditOfLines(database(), { standing, items }),
    left: await creditableOf(database(), standing),
    items,
  }
}

test('S1.6 what a credit would come to is what it comes to, and looking changes nothing', async () => {
  const { id } = await issue({ family: 'smart-ml', lines: [{ amountMinor: 333_33n }] })
  const first = await look(id, 100_01n)
  expect(await look(id, 100_01n)).toEqual(first)
  expect(first.left.totalMinor).toBe(333_33n)
  const at = await now()
  const items = first.items.map((item) => ({ fee_id: item.lineId, amount_cents: Number(item.netMinor) }))
  const by = { userId: crypto.randomUUID(), requestId: 'test', now: at }
  await transaction((tx) => createCreditNote(tx, { request: { invoice_id: id, items }, ...by }))
  const note = await database().creditNote.findFirstOrThrow({ where: { invoiceId: id } })
  expect([note.totalMinor, note.taxMinor]).toEqual([first.credit.totalMinor, first.credit.taxMinor])
  expect((await look(id, 1n)).left.totalMinor).toBe(333_33n - note.totalMinor)
})

test('S1.6 there is nothing to look at of an invoice that is not there', async () => {
  const nothing = loadCreditStanding(database(), crypto.randomUUID())
  await expect(nothing).rejects.toMatchObject({ code: 'invoice_not_found' })
})
