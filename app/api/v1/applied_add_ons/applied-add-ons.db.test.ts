import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { database } from '#lib/db/client.ts'
import type { Called } from '#lib/http/testing/call.ts'
import { checkBooks } from '#lib/invoices/check-books.ts'
import { appliedAddOnObject, invoiceDetailObject } from '#lib/one-time/schemas.ts'
import { type Desk, missing, openDesk, wrong } from '#lib/one-time/testing/open-desk.ts'
import { DELETE, PUT } from '../add_ons/[...code]/route.ts'
import { POST as createAddOn } from '../add_ons/route.ts'
import { GET as getInvoice } from '../invoices/[id]/route.ts'
import { POST } from './route.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(async () => {
  expect((await checkBooks(database())).violations).toEqual([])
})

const apply = (applied_add_on: unknown, headers = {}) =>
  desk.ask(POST, { method: 'POST', path: '/api/v1/applied_add_ons', headers, body: { applied_add_on } })
const shown = (answer: Called) =>
  z.object({ applied_add_on: appliedAddOnObject }).parse(answer.body).applied_add_on
const invoice = async (id: string) => {
  const answer = await desk.ask(getInvoice, { path: `/api/v1/invoices/${id}`, params: { id } })
  return z.object({ invoice: invoiceDetailObject }).parse(answer.body).invoice
}

describe('S1.3 an add-on is applied', () => {
  test('S1.3 with an invoice of its own: finalized at once, waiting to be paid', async () => {
    const customer = await desk.customer()
    const answer = await apply({ external_customer_id: customer.externalId, add_on_code: 'setup_fee' })
    expect(answer.status).toBe(200)
    const applied = shown(answer)
    expect(applied).toMatchObject({
      add_on_code: 'setup_fee',
      external_customer_id: customer.externalId,
      customer_id: customer.externalId,
      lago_customer_id: customer.id,
      amount_cents: 500_00,
      amount_currency: 'USD',
    })
    const bill = await invoice(applied.invoice_id)
    expect(bill).toMatchObject({
      invoice_type: 'add_on',
      status: 'finalized',
      payment_status: 'pending',
      currency: 'USD',
      number: expect.stringMatching(/^INV-\d{4}-\d{3,}$/),
      fees_amount_cents: 500_00,
      taxes_amount_cents: 0,
      total_amount_cents: 500_00,
      total_due_amount_cents: 500_00,
      payment_overdue: false,
      voided_at: null,
      customer: { external_id: customer.externalId, name: 'Ada Shop', country: 'US' },
    })
    expect(bill.fees).toMatchObject([
      {
        lago_invoice_id: bill.lago_id,
        amount_cents: 500_00,
        units: '1.0',
        unit_amount_cents: 500_00,
        precise_unit_amount: '500.00',
        item: { type: 'add_on', code: 'setup_fee', name: 'Setup Fee', item_type: 'AddOn' },
        // Sold from India to the United States: an export.
        applied_taxes: [{ tax_code: 'igst', tax_rate: 0, amount_cents: 0 }],
      },
    ])
    const audit = await database().auditEntry.findFirstOrThrow({
      where: { action: 'addon.applied', customerId: customer.id },
    })
    expect(audit.data).toEqual({ invoice: bill.number, amountMinor: 500_00, currency: 'USD' })
  })

  test('S1.5 D8 the family’s tax comes on top of the price for a customer at home', async () => {
    const customer = await desk.customer()
    await database().customer.update({ where: { id: customer.id }, data: { country: 'IN' } })
    const answer = await apply({ external_customer_id: customer.externalId, add_on_code: 'setup_fee' })
    const applied = shown(answer)
    expect(applied.amount_cents).toBe(500_00)
    expect(await invoice(applied.invoice_id)).toMatchObject({
      ...{ fees_amount_cents: 500_00, taxes_amount_cents: 90_00, total_amount_cents: 590_00 },
      fees: [
        {
          applied_taxes: [
            { tax_code: 'cgst', tax_rate: 9, amount_cents: 45_00 },
            { tax_code: 'sgst', tax_rate: 9, amount_cents: 45_00 },
          ],
        },
      ],
    })
  })

  test('S1.3 at another amount, by our own ids', async () => {
    const customer = await desk.customer()
    const addon = await database().addon.findFirstOrThrow({ where: { code: 'hardware' } })
    const asked = { customer_id: customer.id, add_on_id: addon.id, amount_cents: 99, amount_currency: 'USD' }
    const applied = shown(await apply(asked))
    expect(applied).toMatchObject({ amount_cents: 99, add_on_code: 'hardware', lago_add_on_id: addon.id })
    expect((await invoice(applied.invoice_id)).total_amount_cents).toBe(99)
    expect(await database().appliedAddon.findUnique({ where: { id: applied.lago_id } })).toMatchObject({
      customerId: customer.id,
      invoiceId: applied.invoice_id,
      amountMinor: 99n,
    })
  })

  test('S1.3 S1.5 prices are before tax here: the add-on’s own comes on top', async () => {
    const { issuer } = await database().productFamily.findUniqueOrThrow({
      where: { code: 'services' },
      include: { issuer: true },
    })
    const at = new Date()
    const tax = { code: 'sales_tax', name: 'Sales tax', kind: 'flat' as const, rateBasisPoints: 725 }
    await database().tax.create({ data: { ...tax, issuerId: issuer.id, createdAt: at, updatedAt: at } })
    const add_on = { code: 'taxed', name: 'Taxed', amount_cents: 10_010, tax_codes: ['sales_tax'] }
    const made = await desk.ask(createAddOn, { method: 'POST', path: '/api/v1/add_ons', body: { add_on } })
    expect(made.body).toMatchObject({
      add_on: { tax_codes: ['sales_tax'], taxes: [{ code: 'sales_tax', name: 'Sales tax', rate: 7.25 }] },
    })
    const customer = await desk.customer()
    const applied = shown(await apply({ customer_id: customer.externalId, add_on_code: 'taxed' }))
    // 10010 × 7.25 % = 725.725
    expect(await invoice(applied.invoice_id)).toMatchObject({
      fees_amount_cents: 10_010,
      taxes_amount_cents: 726,
      total_amount_cents: 10_736,
      total_due_amount_cents: 10_736,
      applied_taxes: [
        { tax_code: 'sales_tax', tax_rate: 7.25, amount_cents: 726, fees_amount_cents: 10_010 },
      ],
      fees: [{ amount_cents: 10_010, taxes_amount_cents: 726, taxes_rate: 7.25, total_amount_cents: 10_736 }],
    })
    const untaxed = { add_on: { tax_codes: [] } }
    const path = '/api/v1/add_ons/taxed'
    expect((await desk.ask(PUT, { method: 'PUT', path, body: untaxed })).body).toMatchObject({
      add_on: { tax_codes: [] },
    })
    const unknown = { add_on: { tax_codes: ['nope'] } }
    expect((await desk.ask(PUT, { method: 'PUT', path, body: unknown })).body).toEqual(missing('tax'))
  })

  test('S1.2 what was sold stays on the invoice, whatever becomes of the add-on and its code', async () => {
    const add_on = {
      code: 'launch',
      name: 'Launch help',
      description: 'A day with us',
      invoice_display_name: 'Launch (one day)',
      amount_cents: 800_00,
    }
    await desk.ask(createAddOn, { method: 'POST', path: '/api/v1/add_ons', body: { add_on } })
    const customer = await desk.customer()
    const { invoice_id: id } = shown(await apply({ customer_id: customer.externalId, add_on_code: 'launch' }))
    const before = await invoice(id)
    expect(before.fees[0]).toMatchObject({
      description: 'A day with us',
      item: { code: 'launch', name: 'Launch help', invoice_display_name: 'Launch (one day)' },
    })
    const path = '/api/v1/add_ons/launch'
    const change = { add_on: { code: 'launch', name: 'Other', amount_cents: 1, invoice_display_name: null } }
    await desk.ask(PUT, { method: 'PUT', path, body: change })
    expect(await invoice(id)).toEqual(before)
    await desk.ask(DELETE, { method: 'DELETE', path })
    await desk.ask(createAddOn, { method: 'POST', path: '/api/v1/add_ons', body: change })
    expect(await invoice(id)).toEqual(before)
    expect(
      await database().addon.findUniqueOrThrow({ where: { id: before.fees[0]?.item.lago_item_id ?? '' } }),
    ).toMatchObject({ name: 'Other' })
  })

  test('S1.3 applied once however often and at once it is asked with the same key', async () => {
    const customer = await desk.customer()
    const asked = { external_customer_id: customer.externalId, add_on_code: 'professional_services' }
    const headers = { 'idempotency-key': 'apply-once' }
    const answers = await Promise.all(Array.from({ length: 20 }, () => apply(asked, headers)))
    expect(answers.map(({ status }) => status).filter((status) => status !== 409)).toContain(200)
    const again = await apply(asked, headers)
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    for (const { body, status } of answers) if (status === 200) expect(body).toEqual(again.body)
    const where = { customerId: customer.id }
    expect(await database().appliedAddon.count({ where })).toBe(1)
    expect(await database().invoice.count({ where })).toBe(1)
    shown(await apply(asked))
    expect(await database().appliedAddon.count({ where })).toBe(2)
  })
})

describe('S1.3 what is refused', () => {
  const asked = async (change: Record<string, unknown>) => {
    const customer = await desk.customer()
    const answer = await apply({
      external_customer_id: customer.externalId,
      add_on_code: 'setup_fee',
      ...change,
    })
    expect(await database().invoice.count({ where: { customerId: customer.id } })).toBe(0)
    return answer
  }

  test.each([
    [{ amount_currency: 'EUR' }, wrong('currency', 'currencies_does_not_match')],
    [{ amount_cents: 100, amount_currency: 'JPY' }, wrong('currency', 'currencies_does_not_match')],
    [{ amount_cents: -1 }, wrong('amount_cents', 'value_is_out_of_range')],
    [{ amount_cents: 0 }, wrong('amount_cents', 'value_is_out_of_range')],
    [{ amount_cents: '12' }, wrong('amount_cents', 'value_is_invalid')],
    [{ add_on_code: undefined }, wrong('add_on_code', 'value_is_mandatory')],
    [{ external_customer_id: undefined }, wrong('external_customer_id', 'value_is_mandatory')],
    [{ external_customer_id: 'nobody' }, missing('customer')],
    [{ add_on_code: 'nothing' }, missing('add_on')],
    [{ add_on_code: undefined, add_on_id: crypto.randomUUID() }, missing('add_on')],
  ])('S1.3 %j', async (change, refusal) => {
    const answer = await asked(change)
    expect([answer.status, answer.body]).toEqual([refusal.status, refusal])
  })

  test('S1.3 what recurs is not applied: it is no one-time add-on', async () => {
    const family = await database().productFamily.findUniqueOrThrow({ where: { code: 'services' } })
    const addon = await database().addon.findFirstOrThrow({ where: { code: 'hardware' } })
    const { id: _, seeded: __, ...fields } = addon
    const recurring = await database().addon.create({
      data: { ...fields, familyId: family.id, code: 'care', charge: 'recurring' },
    })
    const byId = await asked({ add_on_code: undefined, add_on_id: recurring.id })
    expect([byId.body, (await asked({ add_on_code: 'care' })).body]).toEqual([
      missing('add_on'),
      missing('add_on'),
    ])
  })
})
