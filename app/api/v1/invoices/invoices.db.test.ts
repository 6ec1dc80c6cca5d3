import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { database } from '#lib/db/client.ts'
import type { Called } from '#lib/http/testing/call.ts'
import { checkBooks } from '#lib/invoices/check-books.ts'
import { invoiceDetailObject, invoiceObject, pageMeta } from '#lib/one-time/schemas.ts'
import { type Desk, missing, openDesk, wrong } from '#lib/one-time/testing/open-desk.ts'
import { POST as createAddOn } from '../add_ons/route.ts'
import { GET as getOne } from './[id]/route.ts'
import { POST as postVoid } from './[id]/void/route.ts'
import { GET as list, POST } from './route.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
  const add_on = { code: 'travel', name: 'Travel', amount_cents: 100_00, amount_currency: 'EUR' }
  await desk.ask(createAddOn, { method: 'POST', path: '/api/v1/add_ons', body: { add_on } })
})
afterAll(async () => {
  expect((await checkBooks(database())).violations).toEqual([])
})

const path = '/api/v1/invoices'
const create = (invoice: unknown, headers = {}) =>
  desk.ask(POST, { method: 'POST', path, headers, body: { invoice } })
const shown = (answer: Called) => z.object({ invoice: invoiceDetailObject }).parse(answer.body).invoice
const get = (id: string) => desk.ask(getOne, { path: `${path}/${id}`, params: { id } })
const withdraw = (id: string, headers = {}) =>
  desk.ask(postVoid, { method: 'POST', path: `${path}/${id}/void`, params: { id }, headers })
const find = async (query: string) => {
  const answer = await desk.ask(list, { path: `${path}?${query}` })
  return z.object({ invoices: z.array(invoiceObject), meta: pageMeta }).parse(answer.body)
}
const setup = { add_on_code: 'setup_fee' }

describe('S1.4 one-off invoices', () => {
  test('S1.4 of several add-ons, each with units, price, words and a time of its own', async () => {
    const { externalId } = await desk.customer()
    const answer = await create({
      external_customer_id: externalId,
      currency: 'USD',
      fees: [
        setup,
        {
          add_on_code: 'professional_services',
          units: '2.5',
          unit_amount_cents: 150_01,
          description: 'Migration of two databases',
          from_datetime: '2026-11-01T00:00:00Z',
          to_datetime: '2026-11-03T17:30:00+01:00',
        },
        { add_on_code: 'hardware', units: 3, invoice_display_name: 'Edge devices' },
      ],
    })
    expect(answer.status).toBe(200)
    const invoice = shown(answer)
    // 2.5 × 150.01 = 375.025, half up
    expect(invoice).toMatchObject({
      invoice_type: 'one_off',
      status: 'finalized',
      payment_status: 'pending',
      fees_amount_cents: 500_00 + 375_03 + 897_00,
      total_amount_cents: 177_203,
      total_due_amount_cents: 177_203,
    })
    expect(invoice.fees).toMatchObject([
      { units: '1.0', amount_cents: 500_00, item: { code: 'setup_fee', invoice_display_name: 'Setup Fee' } },
      {
        units: '2.5',
        unit_amount_cents: 150_01,
        amount_cents: 375_03,
        description: 'Migration of two databases',
        from_date: '2026-11-01T00:00:00Z',
        to_date: '2026-11-03T16:30:00Z',
      },
      {
        units: '3.0',
        amount_cents: 897_00,
        item: { code: 'hardware', invoice_display_name: 'Edge devices' },
      },
    ])
    expect((await get(invoice.lago_id)).body).toEqual(answer.body)
  })

  test('S1.4 its currency is that of its add-ons, and one that asks for nothing is paid', async () => {
    const { externalId } = await desk.customer()
    const euros = shown(await create({ customer_id: externalId, fees: [{ add_on_code: 'travel' }] }))
    expect(euros).toMatchObject({ currency: 'EUR', total_amount_cents: 100_00 })
    const free = shown(await create({ customer_id: externalId, fees: [{ ...setup, unit_amount_cents: 0 }] }))
    expect(free).toMatchObject({
      payment_status: 'succeeded',
      total_amount_cents: 0,
      total_due_amount_cents: 0,
    })
  })

  test.each([
    [{ fees: undefined }, wrong('fees', 'value_is_mandatory')],
    [{ fees: [] }, wrong('fees', 'value_is_mandatory')],
    [{ external_customer_id: undefined }, wrong('external_customer_id', 'value_is_mandatory')],
    [{ external_customer_id: 'nobody' }, missing('customer')],
    [{ fees: [{}] }, wrong('fees.0.add_on_code', 'value_is_mandatory')],
    [{ fees: [setup, { add_on_code: 'nothing' }] }, missing('add_on')],
    [{ fees: [{ ...setup, units: -1 }] }, wrong('fees.0.units', 'value_is_out_of_range')],
    [{ fees: [{ ...setup, units: 0 }] }, wrong('fees.0.units', 'value_is_out_of_range')],
    [{ fees: [{ ...setup, units: '1e3' }] }, wrong('fees.0.units', 'value_is_invalid')],
    [
      { fees: [{ ...setup, unit_amount_cents: -1 }] },
      wrong('fees.0.unit_amount_cents', 'value_is_out_of_range'),
    ],
    [{ fees: [{ ...setup, units: 1e9, unit_amount_cents: 1e12 }] }, wrong('fees', 'value_is_out_of_range')],
    [{ fees: [setup, { add_on_code: 'travel' }] }, wrong('currency', 'currencies_does_not_match')],
    [{ currency: 'EUR' }, wrong('currency', 'currencies_does_not_match')],
    [{ currency: 'x' }, wrong('currency', 'value_is_invalid')],
    [{ fees: [{ ...setup, tax_codes: ['nope'] }] }, missing('tax')],
    [
      { fees: [{ ...setup, from_datetime: '2026-11-02', to_datetime: '2026-11-01' }] },
      wrong('fees.0.to_datetime', 'value_is_out_of_range'),
    ],
    [{ fees: [{ ...setup, from_datetime: 'soon' }] }, wrong('fees.0.from_datetime', 'value_is_invalid')],
  ])('S1.4 refused, and nothing is issued: %j', async (change, refusal) => {
    const customer = await desk.customer()
    const answer = await create({ external_customer_id: customer.externalId, fees: [setup], ...change })
    expect([answer.status, answer.body]).toEqual([refusal.status, refusal])
    expect(await database().invoice.count({ where: { customerId: customer.id } })).toBe(0)
  })

  test('S1.4 one invoice is of one seller', async () => {
    const setupFee = await database().addon.findFirstOrThrow({ where: { code: 'setup_fee' } })
    const { id: _, ...family } = await database().productFamily.findUniqueOrThrow({
      where: { id: setupFee.familyId },
    })
    const other = await database().productFamily.create({
      data: { ...family, code: 'elsewhere', seeded: undefined },
    })
    const { id: __, seeded: ___, ...fields } = setupFee
    const prices = { create: { currency: 'USD', unitAmountMinor: 1n, createdAt: new Date() } }
    const theirs = await database().addon.create({ data: { ...fields, familyId: other.id, prices } })
    const { externalId } = await desk.customer()
    const both = await create({ customer_id: externalId, fees: [setup, { add_on_id: theirs.id }] })
    expect(both.body).toEqual(wrong('fees', 'value_is_invalid'))
    expect((await create({ customer_id: externalId, fees: [{ add_on_id: theirs.id }] })).status).toBe(200)
  })

  test('invariant 9: sixty-four at once, and each repeated: consecutive numbers, each once', async () => {
    const customer = await desk.customer()
    const asked = (index: number) =>
      create(
        { external_customer_id: customer.externalId, fees: [{ ...setup, units: index + 1 }] },
        { 'idempotency-key': `crowd-${index}` },
      )
    const all = Array.from({ length: 64 }, (_, index) => index)
    const answers = await Promise.all(all.flatMap((index) => [asked(index), asked(index)]))
    expect(answers.filter(({ status }) => status !== 200 && status !== 409)).toEqual([])
    const settled = await Promise.all(all.map(asked))
    const numbers = settled.map((answer) => shown(answer).sequential_id).sort((a, b) => a - b)
    expect(new Set(numbers).size).toBe(64)
    expect(numbers.at(-1)).toBe((numbers[0] ?? 0) + 63)
    expect(await database().invoice.count({ where: { customerId: customer.id } })).toBe(64)
  })
})

describe('S1.4 the list', () => {
  test('S1.4 is narrowed by customer, state, payment and day, a page at a time', async () => {
    const { externalId } = await desk.customer()
    const of = `external_customer_id=${externalId}`
    const ids: string[] = []
    for (let count = 0; count < 3; count += 1) {
      ids.unshift(shown(await create({ customer_id: externalId, fees: [setup] })).lago_id)
    }
    const free = { ...setup, unit_amount_cents: 0 }
    const paid = shown(await create({ customer_id: externalId, fees: [free] })).lago_id
    await withdraw(ids[0] ?? '')
    const found = async (query: string) => (await find(`${of}&${query}`)).invoices.map(({ id }) => id)

    expect(await found('')).toEqual([paid, ...ids])
    expect(await found('status=voided')).toEqual(ids.slice(0, 1))
    expect(await found('status=finalized')).toEqual([paid, ...ids.slice(1)])
    expect(await found('status=draft')).toEqual([])
    expect(await found('payment_status=succeeded')).toEqual([paid])
    const day = (await find(of)).invoices[0]?.issuing_date ?? ''
    expect(await found(`issuing_date_from=${day}&issuing_date_to=${day}`)).toHaveLength(4)
    expect(await found(`issuing_date_to=2000-01-01`)).toEqual([])
    expect(await found(`issuing_date_from=2100-01-01`)).toEqual([])
    const second = await find(`${of}&per_page=3&page=2`)
    expect(second.invoices.map(({ id }) => id)).toEqual(ids.slice(2))
    expect(second.meta).toEqual({
      current_page: 2,
      next_page: null,
      prev_page: 1,
      total_pages: 2,
      total_count: 4,
    })
    expect((await find('per_page=1')).meta.total_count).toBe(await database().invoice.count())
    expect((await find('external_customer_id=nobody')).meta).toMatchObject({
      total_pages: 0,
      next_page: null,
    })
  })

  test.each(['status=gone', 'payment_status=x', 'issuing_date_from=2026-02-30', 'page=0'])(
    'S1.4 a filter that means nothing is refused: %s',
    async (query) => {
      const answer = await desk.ask(list, { path: `${path}?${query}` })
      expect([answer.status, answer.body]).toMatchObject([422, { code: 'validation_errors' }])
    },
  )

  test('S1.2 what is not there is 404', async () => {
    for (const id of [crypto.randomUUID(), 'x', 'INV-2026-001']) {
      expect((await get(id)).body).toEqual(missing('invoice'))
      expect((await withdraw(id)).body).toEqual(missing('invoice'))
    }
  })
})

describe('S1.4 void', () => {
  test('S1.4 is an event on an unpaid invoice, which stays in the book with its number', async () => {
    const customer = await desk.customer()
    const before = shown(await create({ customer_id: customer.externalId, fees: [setup] }))
    const voided = await withdraw(before.lago_id, { 'idempotency-key': 'void-it' })
    expect([voided.status, shown(voided)]).toEqual([
      200,
      {
        ...before,
        status: 'voided',
        voided_at: expect.any(String),
        updated_at: expect.any(String),
        total_due_amount_cents: 0,
      },
    ])
    const again = await withdraw(before.lago_id)
    expect([again.status, again.body]).toEqual([200, voided.body])
    const booked = await database().journalEntry.findMany({
      where: { subjectId: before.lago_id },
      include: { postings: { orderBy: { amountMinor: 'asc' } } },
      orderBy: { id: 'asc' },
    })
    expect(
      booked.map(({ kind, postings }) => [kind, ...postings.map((p) => [p.account, p.amountMinor])]),
    ).toEqual([
      ['invoice', ['revenue', -500_00n], ['receivable', 500_00n]],
      ['void', ['receivable', -500_00n], ['revenue', 500_00n]],
    ])
    const where = { action: 'invoice.voided', subject: `invoice:${before.lago_id}` }
    expect(await database().auditEntry.count({ where })).toBe(1)
  })

  test('S1.4 twenty at once void it once', async () => {
    const customer = await desk.customer()
    const { lago_id: id } = shown(await create({ customer_id: customer.externalId, fees: [setup] }))
    const answers = await Promise.all(Array.from({ length: 20 }, () => withdraw(id)))
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
    expect(await database().journalEntry.count({ where: { subjectId: id, kind: 'void' } })).toBe(1)
  })

  test('S1.4 what is paid is not voided', async () => {
    const customer = await desk.customer()
    const fees = [{ ...setup, unit_amount_cents: 0 }]
    const { lago_id: id } = shown(await create({ customer_id: customer.externalId, fees }))
    const answer = await withdraw(id)
    const refusal = { status: 405, error: 'Method Not Allowed', code: 'not_voidable' }
    expect([answer.status, answer.body]).toEqual([405, refusal])
  })
})
