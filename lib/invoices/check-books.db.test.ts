import { afterAll, beforeAll, expect, test } from 'vitest'
import { toDate } from '#lib/calendar/instants.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { applyAddon } from '#lib/one-time/apply-addon.ts'
import { createCreditNote } from '#lib/one-time/create-credit-note.ts'
import { createOneOffInvoice } from '#lib/one-time/create-one-off-invoice.ts'
import { openDesk } from '#lib/one-time/testing/open-desk.ts'
import { buyAddon } from '#lib/purchases/buy-addon.ts'
import { openShop, type Shop } from '#lib/purchases/testing/open-shop.ts'
import { buildHolder } from '#prisma/seed/testing/build-holder.ts'
import { checkBooks, findViolations } from './check-books.ts'
import { creditInvoices } from './credit-invoices.ts'
import { findWrongTerms } from './find-wrong-terms.ts'
import { issueCreditNote } from './issue-credit-note.ts'
import { loadInvoice } from './load-invoices.ts'
import { voidInvoice } from './void-invoice.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
  const holder = await buildHolder({ plan: 'pro', now: await now() })
  const change = { action: 'add', code: 'extra_storage_10gb', quantity: 2 } as const
  const order = await buyAddon({ ...holder, familyCode: 'smart-ml', change, now: await now() })
  await shop.pay(order.handOff.orderId)
  await shop.whileWorking(() => shop.control('GET', '/quiet'))
  const { id: invoiceId } = await database().invoice.findFirstOrThrow()
  const credit = { invoiceId, refundId: null, amountMinor: 100_00n, reason: 'for a test', now: await now() }
  await transaction((tx) => issueCreditNote(tx, credit))
  await issueOneOffs()
})

/** What staff charged once: unpaid, credited in part, and void. */
async function issueOneOffs() {
  const { externalId } = await (await openDesk()).customer()
  const by = { userId: crypto.randomUUID(), requestId: 'test', now: await now() }
  const customer = { external_customer_id: externalId }
  const fees = [{ add_on_code: 'hardware', units: 2 }]
  await transaction(async (tx) => {
    await applyAddon(tx, { request: { ...customer, add_on_code: 'setup_fee' }, ...by })
    const request = { ...customer, fees }
    const { invoiceId: id } = await createOneOffInvoice(tx, { request, ...by })
    const [line] = (await loadInvoice(tx, id)).lines
    const items = [{ fee_id: line?.id ?? '', amount_cents: 100_00 }]
    await createCreditNote(tx, { request: { invoice_id: id, items }, ...by })
    await voidInvoice(tx, { id: (await createOneOffInvoice(tx, { request, ...by })).invoiceId, ...by })
  })
}

afterAll(() => shop.close())

test('S1.6 a refund has one credit note, however often it is asked for', async () => {
  const { id: invoiceId, purchaseId } = await database().invoice.findFirstOrThrow({
    where: { purchaseId: { not: null } },
  })
  const { id: paymentId, customerId } = await database().payment.findFirstOrThrow({ where: { purchaseId } })
  const at = await now()
  const numbers = await database()
    .$transaction(async (tx) => {
      const dates = { createdAt: toDate(at), updatedAt: toDate(at) }
      const asked = {
        paymentId,
        customerId,
        amountMinor: 10_00n,
        currency: 'INR',
        reason: 'a test',
        ...dates,
      }
      const { id: refundId } = await tx.refund.create({ data: asked })
      const note = { invoiceId, refundId, amountMinor: 10_00n, reason: 'a test', now: at }
      const issued = [await issueCreditNote(tx, note), await issueCreditNote(tx, note)]
      throw new TakeBack(issued.map(({ number }) => number))
    })
    .catch((error: unknown) => (error instanceof TakeBack ? error.violations : []))
  expect(numbers).toHaveLength(2)
  expect(new Set(numbers).size).toBe(1)
})

test('books:check looks at everything, however much of it there is', async () => {
  const all = await database().$transaction((tx) => findWrongTerms(tx, { batch: 1 }))
  expect(all).toEqual([])
  const wrong = await database()
    .$transaction(async (tx) => {
      await tx.$executeRaw`SET LOCAL session_replication_role = replica`
      await tx.$executeRaw`UPDATE terms SET quantity = quantity + 1`
      throw new TakeBack(await findWrongTerms(tx, { batch: 1 }))
    })
    .catch((error: unknown) => (error instanceof TakeBack ? error.violations : []))
  expect(wrong).toHaveLength(1)
})

test('S1.6 what comes to the balance is credited on the newest invoices it was paid with, and no more than remains', async () => {
  const { customerId, purchaseId, totalMinor } = await database().invoice.findFirstOrThrow({
    where: { purchaseId: { not: null } },
  })
  const base = { customerId, purchaseIds: [purchaseId ?? ''], reason: 'a test', now: await now() }
  const credited = (...amounts: bigint[]) =>
    database().$transaction(async (tx) => {
      for (const amountMinor of amounts) await creditInvoices(tx, { ...base, amountMinor })
      const notes = await tx.creditNote.findMany({ where: { invoice: { purchaseId } } })
      throw new TakeBack(notes.map((note) => String(note.totalMinor)))
    })
  // One of a hundred was issued before any test.
  const rest = totalMinor - 100_00n
  await expect(credited(rest)).rejects.toMatchObject({ violations: ['10000', String(rest)] })
  await expect(credited(rest + 1n)).rejects.toThrow(/^1 of a credit/)
  await expect(credited(rest, 1n)).rejects.toThrow(/^1 of a credit/)
})

class TakeBack extends Error {
  readonly violations: string[]
  constructor(violations: string[]) {
    super('taken back')
    this.violations = violations
  }
}

/** Does harm with the database's own guards off, looks at the books, and takes it back. */
async function violationsAfter(harm: string): Promise<string[]> {
  const looked = database().$transaction(async (tx) => {
    await tx.$executeRawUnsafe('SET LOCAL session_replication_role = replica')
    await tx.$executeRawUnsafe(harm)
    throw new TakeBack(await findViolations(tx))
  })
  return looked.catch((error: unknown) => {
    if (error instanceof TakeBack) return error.violations
    throw error
  })
}

test('the books of a purchase agree', async () => {
  expect(await checkBooks(database())).toEqual({ rules: expect.any(Number), violations: [] })
})

test.each([
  ['journal entries balance', 'UPDATE journal_postings SET amount_minor = amount_minor + 1'],
  ['payments − refunds', 'UPDATE payments SET amount_minor = amount_minor + 1'],
  ['every captured payment is booked', 'DELETE FROM journal_entries'],
  [
    'what renews begins where',
    'UPDATE purchases SET charges_saved = true, user_id = NULL, renews_term_id = (SELECT id FROM terms WHERE purchase_id IS NOT NULL)',
  ],
  ['numbers are consecutive', 'UPDATE document_counters SET last_sequence = last_sequence + 1'],
  ['numbers are consecutive', 'UPDATE invoices SET sequence = sequence + 1000'],
  ['numbers are consecutive', 'DELETE FROM document_counters'],
  ['every refund and every document is booked', "DELETE FROM journal_entries WHERE kind = 'settlement'"],
  ['every refund and every document is booked', 'DELETE FROM invoices'],
  ['every refund and every document is booked', "DELETE FROM journal_entries WHERE kind = 'void'"],
  ['what is receivable', "DELETE FROM journal_entries WHERE kind = 'void'"],
  ['what is receivable', 'UPDATE invoices SET voided_at = NULL'],
  ['what is receivable', "UPDATE invoices SET payment_status = 'succeeded' WHERE voided_at IS NULL"],
  ['what is receivable', 'UPDATE credit_notes SET offset_minor = 0'],
  ['payments − refunds', "UPDATE invoices SET payment_status = 'succeeded' WHERE voided_at IS NULL"],
  ['credited lines add up', 'UPDATE credit_note_lines SET amount_minor = amount_minor + 1'],
  ['credited lines add up', 'UPDATE credit_note_lines SET amount_minor = amount_minor + 100000000'],
  [
    'credited lines add up',
    'UPDATE credit_note_lines SET invoice_line_id = (SELECT max(id::text)::uuid FROM invoice_lines)',
  ],
  ['what is void was', "UPDATE invoices SET voided_at = issued_at WHERE payment_status = 'pending'"],
  ['an applied add-on has', 'UPDATE applied_addons SET amount_minor = amount_minor + 1'],
  ['an applied add-on has', 'UPDATE applied_addons SET customer_id = gen_random_uuid()'],
  ['what was withdrawn', "UPDATE terms SET withdrawn_at = ends_at, withdrawn_reason = 'refunded'"],
  ['what was withdrawn', "UPDATE terms SET withdrawn_at = ends_at, withdrawn_reason = 'canceled'"],
  ['what is held is what', "UPDATE terms SET ends_at = ends_at + interval '1 day'"],
  ['what is held is what', 'UPDATE terms SET unit_amount_minor = 1'],
  ['what is held is what', 'UPDATE terms SET renewal_number = 1'],
  ['what is held is what', "UPDATE quote_lines SET effective = 'period_end'"],
  ['what is held is what', 'UPDATE terms SET customer_id = gen_random_uuid()'],
  ['lines and their taxes add up', 'DELETE FROM invoice_lines'],
  ['lines and their taxes add up', 'UPDATE invoice_lines SET net_minor = amount_minor'],
  ['lines and their taxes add up', 'UPDATE invoices SET prices_include_tax = false'],
  ['the parts of a tax add up', 'UPDATE invoice_line_taxes SET amount_minor = amount_minor - 1'],
  ['the parts of a tax add up', 'UPDATE invoice_line_taxes SET base_minor = base_minor + 1'],
  ['the parts of a tax add up', 'DELETE FROM invoice_line_taxes'],
  ['the parts of a tax add up', 'UPDATE credit_notes SET tax_minor = 0'],
  ['credited tax stays within', 'UPDATE credit_note_taxes SET amount_minor = amount_minor + 2800'],
  ['credited tax stays within', "UPDATE credit_note_taxes SET code = 'igst'"],
  ['a captured payment has its invoice', 'DELETE FROM invoices'],
  ['what was given back', 'UPDATE payments SET refunded_minor = 1'],
  ['a fulfilled purchase holds every line', 'DELETE FROM terms'],
  ['a fulfilled purchase holds every line', 'UPDATE terms SET quantity = quantity + 1'],
  ['what cost something was paid', 'UPDATE purchases SET paid_by_payment_id = NULL'],
  ['nothing paid is held', 'UPDATE purchases SET fulfilled_at = NULL'],
  ['what a refunded purchase paid for', "UPDATE purchases SET status = 'refunded'"],
  ['a line ends when', "UPDATE subscription_lines SET ends_at = ends_at + interval '1 day'"],
])('books:check notices when %s is broken', async (rule, harm) => {
  const violations = await violationsAfter(harm)
  expect(violations.filter((violation) => violation.startsWith(rule))).not.toEqual([])
})
