import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import type { Called } from '#lib/http/testing/call.ts'
import { postEntry } from '#lib/invoices/post-entry.ts'
import { creditNoteObject, invoiceDetailObject, pageMeta } from '#lib/one-time/schemas.ts'
import { type Desk, missing, openDesk, wrong } from '#lib/one-time/testing/open-desk.ts'
import { requestRefund } from '#lib/payments/request-refund.ts'
import { buyAddon } from '#lib/purchases/buy-addon.ts'
import { openShop, type Shop } from '#lib/purchases/testing/open-shop.ts'
import { openSubscriber } from '#lib/purchases/testing/subscriber.ts'
import { buildHolder } from '#prisma/seed/testing/build-holder.ts'
import { GET as getInvoice } from '../invoices/[id]/route.ts'
import { POST as postVoid } from '../invoices/[id]/void/route.ts'
import { POST as createInvoice } from '../invoices/route.ts'
import { GET as getOne } from './[id]/route.ts'
import { GET as list, POST } from './route.ts'

let shop: Shop
let desk: Desk
beforeAll(async () => {
  shop = await openShop()
  desk = await openDesk()
})
afterAll(() => shop.close())

const path = '/api/v1/credit_notes'
type Invoice = z.infer<typeof invoiceDetailObject>
const invoiceIn = (answer: Called) => z.object({ invoice: invoiceDetailObject }).parse(answer.body).invoice
const noteIn = (answer: Called) => z.object({ credit_note: creditNoteObject }).parse(answer.body).credit_note
const credit = (credit_note: unknown, headers = {}) =>
  desk.ask(POST, { method: 'POST', path, headers, body: { credit_note } })
const reload = async (id: string) =>
  invoiceIn(await desk.ask(getInvoice, { path: `/api/v1/invoices/${id}`, params: { id } }))
/** So much of the lines of an invoice, in their order. */
const items = (invoice: Invoice, ...amounts: number[]) =>
  amounts.map((amount_cents, index) => ({ fee_id: invoice.fees[index]?.lago_id, amount_cents }))

async function unpaid(): Promise<Invoice> {
  const { externalId } = await desk.customer()
  const fees = [{ add_on_code: 'setup_fee' }, { add_on_code: 'professional_services', units: 2 }]
  const body = { invoice: { external_customer_id: externalId, fees } }
  return invoiceIn(await desk.ask(createInvoice, { method: 'POST', path: '/api/v1/invoices', body }))
}

/** Two of ₹179, tax and all, paid at the provider. */
async function paid(): Promise<{ invoice: Invoice; customerId: string }> {
  const holder = await buildHolder({ plan: 'pro', now: await now() })
  const change = { action: 'add', code: 'extra_storage_10gb', quantity: 2 } as const
  const order = await buyAddon({ ...holder, familyCode: 'smart-ml', change, now: await now() })
  await shop.pay(order.handOff.orderId)
  await shop.whileWorking(() => shop.control('GET', '/quiet'))
  const { customerId } = holder
  const { id } = await database().invoice.findFirstOrThrow({ where: { customerId } })
  return { customerId, invoice: await reload(id) }
}

describe('S1.6 of an unpaid invoice', () => {
  test('S1.6 less is asked for, until nothing is; nothing is refunded', async () => {
    const invoice = await unpaid()
    const asked = { invoice_id: invoice.lago_id, reason: 'order_change', description: 'One hour was enough' }
    const answer = await credit({ ...asked, items: items(invoice, 100_00, 150_00) })
    expect(answer.status).toBe(200)
    const note = noteIn(answer)
    expect(note).toMatchObject({
      number: expect.stringMatching(/^CN-\d{4}-\d{3,}$/),
      invoice_number: invoice.number,
      reason: 'order_change',
      description: 'One hour was enough',
      total_amount_cents: 250_00,
      offset_amount_cents: 250_00,
      credit_amount_cents: 0,
      refund_amount_cents: 0,
      balance_amount_cents: 0,
      credit_status: null,
      refund_status: null,
      items: [
        { amount_cents: 100_00, fee: { item: { code: 'setup_fee' } } },
        { amount_cents: 150_00, fee: { item: { code: 'professional_services' } } },
      ],
    })
    expect(await reload(invoice.lago_id)).toMatchObject({
      total_amount_cents: 800_00,
      total_due_amount_cents: 550_00,
      payment_status: 'pending',
    })
    const withdrawn = await desk.ask(postVoid, {
      method: 'POST',
      path: `/api/v1/invoices/${invoice.lago_id}/void`,
      params: { id: invoice.lago_id },
    })
    expect(withdrawn.body).toMatchObject({ status: 405, code: 'not_voidable' })

    const refunded = await credit({ ...asked, items: items(invoice, 1), refund_amount_cents: 1 })
    expect(refunded.body).toEqual(wrong('refund_amount_cents', 'cannot_refund_unpaid_invoice'))

    await credit({ ...asked, items: items(invoice, 400_00, 150_00), credit_amount_cents: 550_00 })
    expect(await reload(invoice.lago_id)).toMatchObject({
      total_due_amount_cents: 0,
      payment_status: 'succeeded',
    })
    const more = await credit({ ...asked, items: items(invoice, 1) })
    expect(more.body).toEqual(wrong('amount_cents', 'higher_than_remaining_fee_amount'))
  })

  test('S1.6 a void one is not credited', async () => {
    const { lago_id: id, ...invoice } = await unpaid()
    await desk.ask(postVoid, { method: 'POST', path: `/api/v1/invoices/${id}/void`, params: { id } })
    const answer = await credit({ invoice_id: id, items: items({ lago_id: id, ...invoice }, 1) })
    expect([answer.status, answer.body]).toEqual([
      405,
      { status: 405, error: 'Method Not Allowed', code: 'not_creditable' },
    ])
  })

  test('S1.6 twenty at once, each of half a line: two of them', async () => {
    const invoice = await unpaid()
    const half = { invoice_id: invoice.lago_id, items: items(invoice, 250_00) }
    const answers = await Promise.all(Array.from({ length: 20 }, () => credit(half)))
    const refused = answers.filter(({ status }) => status !== 200)
    expect(refused).toHaveLength(18)
    for (const { body } of refused) {
      expect(body).toEqual(wrong('amount_cents', 'higher_than_remaining_fee_amount'))
    }
    expect((await reload(invoice.lago_id)).total_due_amount_cents).toBe(300_00)
  })

  test('S1.6 asked twice with the same key, credited once', async () => {
    const invoice = await unpaid()
    const asked = { invoice_id: invoice.lago_id, items: items(invoice, 1) }
    const headers = { 'idempotency-key': `credit-${invoice.number}` }
    const [first, second] = [await credit(asked, headers), await credit(asked, headers)]
    expect(second.body).toEqual(first.body)
    expect(await database().creditNote.count({ where: { invoiceId: invoice.lago_id } })).toBe(1)
    const where = { action: 'invoice.credited', subject: `invoice:${invoice.lago_id}` }
    expect(await database().auditEntry.count({ where })).toBe(1)
  })
})

describe('S1.6 of a paid invoice', () => {
  test('S1.6 to the balance, with the tax of the line', async () => {
    const { invoice } = await paid()
    const [fee] = invoice.fees
    // ₹358 with 18 %: 303.38 and twice 27.31.
    expect(fee).toMatchObject({ amount_cents: 303_38, taxes_amount_cents: 54_62 })
    const note = noteIn(await credit({ invoice_id: invoice.lago_id, items: items(invoice, 100_00) }))
    expect(note).toMatchObject({
      sub_total_excluding_taxes_amount_cents: 100_00,
      taxes_amount_cents: 18_00,
      total_amount_cents: 118_00,
      credit_amount_cents: 118_00,
      balance_amount_cents: 118_00,
      credit_status: 'available',
      refund_status: null,
      reason: 'other',
      description: null,
    })
    expect(note.applied_taxes.map((tax) => [tax.tax_rate, tax.amount_cents, tax.base_amount_cents])).toEqual(
      invoice.applied_taxes.map(({ tax_rate }) => [tax_rate, 9_00, 100_00]),
    )
    expect(await reload(invoice.lago_id)).toMatchObject({ payment_status: 'succeeded' })
  })

  test('S1.6 back through the provider, once, and the rest later; then nothing remains', async () => {
    const { invoice, customerId } = await paid()
    const asked = { invoice_id: invoice.lago_id }
    const tooMuch = { ...asked, items: items(invoice, 303_38), refund_amount_cents: 358_01 }
    expect((await credit(tooMuch)).body).toEqual(wrong('base', 'does_not_match_item_amounts'))
    const offset = { ...asked, items: items(invoice, 100_00), offset_amount_cents: 118_00 }
    expect((await credit(offset)).body).toEqual(
      wrong('offset_amount_cents', 'higher_than_remaining_invoice_amount'),
    )
    const part = noteIn(
      await credit({ ...asked, items: items(invoice, 100_00), refund_amount_cents: 118_00 }),
    )
    expect(part).toMatchObject({ refund_status: 'pending', refund_amount_cents: 118_00, credit_status: null })
    await shop.whileWorking(() => shop.control('GET', '/quiet'))
    const sent = await desk.ask(getOne, { path: `${path}/${part.id}`, params: { id: part.id } })
    expect(noteIn(sent)).toEqual({ ...part, refund_status: 'succeeded' })

    const rest = { ...asked, items: items(invoice, 203_38), refund_amount_cents: 240_00 }
    expect(noteIn(await credit(rest)).total_amount_cents).toBe(240_00)
    await shop.whileWorking(() => shop.control('GET', '/quiet'))
    expect(await database().creditNote.count({ where: { customerId } })).toBe(2)
    expect(await database().payment.findFirstOrThrow({ where: { customerId } })).toMatchObject({
      refundedMinor: 358_00n,
    })
    expect(await database().purchase.findFirstOrThrow({ where: { customerId } })).toMatchObject({
      status: 'refunded',
    })
  })

  test('S1.6 where a provider bills, all of it goes back: a balance kept here would be used by no bill', async () => {
    const pro = { action: 'plan', code: 'pro' } as const
    const { customerId } = await openSubscriber(shop, { family: 'custom-projects', buys: [pro] })
    const { id } = await database().invoice.findFirstOrThrow({ where: { customerId } })
    const invoice = await reload(id)
    const asked = { invoice_id: id, items: items(invoice, invoice.fees[0]?.amount_cents ?? 0) }
    expect((await credit(asked)).body).toEqual(wrong('credit_amount_cents', 'cannot_credit_invoice'))
    const note = noteIn(await credit({ ...asked, refund_amount_cents: invoice.total_amount_cents }))
    expect(note.total_amount_cents).toBe(50_00)
    await shop.whileWorking(() => shop.control('GET', '/quiet'))
    const sent = await desk.ask(getOne, { path: `${path}/${note.id}`, params: { id: note.id } })
    expect(noteIn(sent).refund_status).toBe('succeeded')
  })

  test('S1.6 half back, half to the balance, which a newer credit does not hide', async () => {
    const { invoice } = await paid()
    const both = { items: items(invoice, 100_00), refund_amount_cents: 100_00, credit_amount_cents: 18_00 }
    const note = noteIn(await credit({ invoice_id: invoice.lago_id, ...both }))
    expect(note).toMatchObject({ refund_amount_cents: 100_00, credit_amount_cents: 18_00 })
    await shop.whileWorking(() => shop.control('GET', '/quiet'))
    const more = noteIn(await credit({ invoice_id: invoice.lago_id, items: items(invoice, 100_00) }))
    const filter = `external_customer_id=${invoice.customer.external_id}`
    const found = await desk.ask(list, { path: `${path}?${filter}` })
    const page = z.object({ credit_notes: z.array(creditNoteObject), meta: pageMeta }).parse(found.body)
    expect(page.credit_notes.map(({ id, balance_amount_cents }) => [id, balance_amount_cents])).toEqual([
      [more.id, 118_00],
      [note.id, 18_00],
    ])
  })

  test('S1.6 what could not be sent back stays on the balance', async () => {
    const { invoice } = await paid()
    const asked = { items: items(invoice, 100_00), refund_amount_cents: 118_00 }
    const { id } = noteIn(await credit({ invoice_id: invoice.lago_id, ...asked }))
    await database().refund.updateMany({ where: { creditNote: { id } }, data: { status: 'failed' } })
    const failed = { refund_status: 'failed', refund_amount_cents: 0, credit_amount_cents: 118_00 }
    expect(noteIn(await desk.ask(getOne, { path: `${path}/${id}`, params: { id } }))).toMatchObject({
      ...failed,
      credit_status: 'available',
      balance_amount_cents: 118_00,
    })
    await shop.whileWorking(() => shop.control('GET', '/quiet'))
  })

  test('S1.6 what was credited and then sent back all the same is credited once', async () => {
    const { invoice, customerId } = await paid()
    noteIn(await credit({ invoice_id: invoice.lago_id, items: items(invoice, 100_00) }))
    const { id: paymentId } = await database().payment.findFirstOrThrow({ where: { customerId } })
    const all = { paymentId, customerId, amountMinor: 358_00n, currency: 'INR', reason: 'all of it' }
    await transaction(async (tx) => requestRefund(tx, { ...all, now: await now() }))
    await shop.whileWorking(() => shop.control('GET', '/quiet'))
    const notes = await database().creditNote.findMany({
      where: { customerId },
      orderBy: { sequence: 'asc' },
    })
    expect(notes.map(({ totalMinor, taxMinor }) => [totalMinor, taxMinor])).toEqual([
      [118_00n, 18_00n],
      [240_00n, 36_62n],
    ])
    const owed = await database().journalPosting.aggregate({
      where: { account: 'customer_balance', entry: { customerId } },
      _sum: { amountMinor: true },
    })
    expect(owed._sum.amountMinor).toBe(0n)
  })

  test('S1.6 what was credited in full is not credited by a refund any more', async () => {
    const { invoice, customerId } = await paid()
    noteIn(await credit({ invoice_id: invoice.lago_id, items: items(invoice, 303_38) }))
    const { id: paymentId } = await database().payment.findFirstOrThrow({ where: { customerId } })
    const some = { paymentId, customerId, amountMinor: 100_00n, currency: 'INR', reason: 'some of it' }
    await transaction(async (tx) => requestRefund(tx, { ...some, now: await now() }))
    await shop.whileWorking(() => shop.control('GET', '/quiet'))
    expect(await database().creditNote.count({ where: { customerId } })).toBe(1)
  })

  test('S1.6 a credit that was used is consumed', async () => {
    const { invoice, customerId } = await paid()
    const { id } = noteIn(await credit({ invoice_id: invoice.lago_id, items: items(invoice, 100_00) }))
    const [{ id: payment }] = [await database().payment.findFirstOrThrow({ where: { customerId } })]
    const asked = { paymentId: payment, customerId, amountMinor: 118_00n, currency: 'INR', reason: 'x' }
    const at = await now()
    await transaction(async (tx) => {
      const { refundId } = await requestRefund(tx, { ...asked, now: at })
      await tx.refund.update({ where: { id: refundId }, data: { status: 'processed' } })
      await tx.payment.update({ where: { id: payment }, data: { refundedMinor: 118_00n } })
      const entry = {
        kind: 'refund',
        subjectId: refundId,
        debit: 'customer_balance',
        credit: 'cash',
      } as const
      await postEntry(tx, { ...entry, customerId, amountMinor: 118_00n, currency: 'INR', now: at })
    })
    expect(noteIn(await desk.ask(getOne, { path: `${path}/${id}`, params: { id } }))).toMatchObject({
      credit_amount_cents: 118_00,
      credit_status: 'consumed',
      balance_amount_cents: 0,
    })
    await shop.whileWorking(() => shop.control('GET', '/quiet'))
  })

  test('S1.6 what a refund of the whole is taking already is not credited again', async () => {
    const { invoice, customerId } = await paid()
    const payment = await database().payment.findFirstOrThrow({ where: { customerId } })
    const at = new Date()
    const refund = await database().refund.create({
      data: {
        ...{ paymentId: payment.id, customerId, amountMinor: 300_00n, currency: 'INR' },
        ...{ reason: 'for a test', createdAt: at, updatedAt: at },
      },
    })
    const asked = { invoice_id: invoice.lago_id, items: items(invoice, 100_00) }
    expect((await credit(asked)).body).toEqual(wrong('base', 'higher_than_remaining_invoice_amount'))
    const back = { ...asked, items: items(invoice, 49_00), refund_amount_cents: 57_82 }
    expect((await credit(back)).status).toBe(200)
    await database().refund.update({ where: { id: refund.id }, data: { status: 'failed' } })
  })

  test('S1.6 the provider gives back no more than it has, though more remains of the invoice', async () => {
    const { invoice, customerId } = await paid()
    const payment = await database().payment.findFirstOrThrow({ where: { customerId } })
    await credit({ invoice_id: invoice.lago_id, items: items(invoice, 10_00), refund_amount_cents: 11_80 })
    const at = new Date()
    const stamps = { createdAt: at, updatedAt: at }
    const elsewhere = { customerId, amountMinor: 340_00n, currency: 'INR', reason: 'for a test' }
    const { id } = await database().refund.create({
      data: { paymentId: payment.id, ...elsewhere, ...stamps, status: 'processed', processedAt: at },
    })
    const asked = { invoice_id: invoice.lago_id, items: items(invoice, 10_00), refund_amount_cents: 11_80 }
    expect((await credit(asked)).body).toEqual(
      wrong('refund_amount_cents', 'higher_than_remaining_invoice_amount'),
    )
    await database().refund.delete({ where: { id } })
  })
})

describe('S1.6 the list, and what is refused', () => {
  test('S1.6 is narrowed by invoice, reason and day', async () => {
    const invoice = await unpaid()
    const asked = { invoice_id: invoice.lago_id, reason: 'fraudulent_charge', items: items(invoice, 1) }
    const { id, issuing_date: day } = noteIn(await credit(asked))
    const found = async (query: string) => {
      const answer = await desk.ask(list, { path: `${path}?${query}` })
      return z
        .object({ credit_notes: z.array(creditNoteObject), meta: pageMeta })
        .parse(answer.body)
        .credit_notes.map((note) => note.id)
    }
    const of = `external_customer_id=${invoice.customer.external_id}`
    expect(await found(of)).toEqual([id])
    expect(await found(`invoice_number=${invoice.number}&reason=fraudulent_charge&${of}`)).toEqual([id])
    expect(await found(`issuing_date_from=${day}&issuing_date_to=${day}&${of}`)).toEqual([id])
    expect(await found(`reason=other&${of}`)).toEqual([])
    expect(await found('issuing_date_to=2000-01-01')).toEqual([])
  })

  test('S1.6 what is wrong is said by field', async () => {
    const invoice = await unpaid()
    const ask = async (change: unknown) =>
      (await credit({ invoice_id: invoice.lago_id, items: items(invoice, 1), ...(change as object) })).body
    expect(await ask({ items: [] })).toEqual(wrong('items', 'value_is_mandatory'))
    expect(await ask({ items: items(invoice, 0) })).toEqual(
      wrong('items.0.amount_cents', 'value_is_out_of_range'),
    )
    expect(await ask({ reason: 'mood' })).toEqual(wrong('reason', 'value_is_invalid'))
    expect(await ask({ refund_amount_cents: -1 })).toEqual(
      wrong('refund_amount_cents', 'value_is_out_of_range'),
    )
    expect(await ask({ credit_amount_cents: 2 })).toEqual(wrong('base', 'does_not_match_item_amounts'))
    expect(await ask({ invoice_id: crypto.randomUUID() })).toEqual(missing('invoice'))
    expect(await ask({ invoice_id: 'x' })).toEqual(missing('invoice'))
    expect(await ask({ items: [{ fee_id: crypto.randomUUID(), amount_cents: 1 }] })).toEqual(missing('fee'))
    for (const id of [crypto.randomUUID(), 'x']) {
      const answer = await desk.ask(getOne, { path: `${path}/${id}`, params: { id } })
      expect(answer.body).toEqual(missing('credit_note'))
    }
  })
})
