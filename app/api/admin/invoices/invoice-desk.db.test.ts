import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditRow } from '#lib/admin/audit-schemas.ts'
import { type CreditRequest, creditAnswer, invoiceDetail } from '#lib/admin/invoice-desk-schemas.ts'
import { paymentRow } from '#lib/admin/purchase-schemas.ts'
import { type Admin, openAdmin } from '#lib/admin/testing/open-admin.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { payInvoice } from '#lib/invoice-orders/pay-invoice.ts'
import { issueCreditNote } from '#lib/invoices/issue-credit-note.ts'
import { type Issued, issue } from '#lib/invoices/testing/issue.ts'
import { openShop, type Shop } from '#lib/purchases/testing/open-shop.ts'
import { GET as listAudit } from '../audit/route.ts'
import { GET as getNotePdf } from '../credit-notes/[id]/pdf/route.ts'
import { POST as postRefund } from '../payments/[id]/refunds/route.ts'
import { GET as listPayments } from '../payments/route.ts'
import { GET as getPreview } from './[id]/credit/route.ts'
import { POST as postCredit } from './[id]/credit-notes/route.ts'
import { GET as getOne } from './[id]/route.ts'
import { POST as postVoid } from './[id]/void/route.ts'

let shop: Shop
let admin: Admin
beforeAll(async () => {
  shop = await openShop()
  admin = await openAdmin()
})
// Closing checks the books.
afterAll(() => shop.close())

const detail = async ({ id }: { id: string }) =>
  invoiceDetail.parse((await admin.ask(getOne, { params: { id } })).body)
const ask = (id: string, body: unknown, headers = {}) => {
  const path = `/api/admin/invoices/${id}/credit-notes`
  return admin.ask(postCredit, { method: 'POST', path, params: { id }, body, headers })
}
const preview = (id: string, items: string) =>
  admin.ask(getPreview, { path: `/api/admin/invoices/${id}/credit?items=${items}`, params: { id } })
const withdraw = (id: string) => admin.ask(postVoid, { method: 'POST', params: { id }, body: {} })

/** So much of the first line, as somebody asks who has just looked. */
async function wish(invoice: { id: string }, amountMinor: number, to: CreditRequest['to']) {
  const { lines, creditableMinor } = await detail(invoice)
  const items = [{ lineId: lines[0]?.id ?? '', amountMinor }]
  return { items, to, creditableMinor, reasonCode: 'order_change', reason: 'Half of it was enough' }
}
const credit = async (...asked: Parameters<typeof wish>) =>
  creditAnswer.parse((await ask(asked[0].id, await wish(...asked))).body)

/** One of ₹358, its tax in it, paid at the provider. */
async function paid(): Promise<Issued> {
  const invoice = await issue({ family: 'smart-ml' })
  await payInvoice({ ...invoice.holder, invoiceId: invoice.id, now: await now() })
  const order = await database().invoiceOrder.findFirstOrThrow({ where: { invoiceId: invoice.id } })
  const { externalId } = await database().providerReference.findFirstOrThrow({
    where: { kind: 'order', subject: 'invoice_order', subjectId: order.id },
  })
  await shop.pay(externalId)
  await quiet()
  return invoice
}
const quiet = () => shop.whileWorking(() => shop.control('GET', '/quiet'))
const mailOf = (creditNoteId: string) =>
  database().outboundMessage.findUnique({ where: { dedupeKey: `credit-note:${creditNoteId}` } })

describe('S1.6 an invoice is credited from the desk', () => {
  test('S1.6 an unpaid one asks for less, and can not be withdrawn any more', async () => {
    const invoice = await issue({ family: 'smart-ml' })
    const before = await detail(invoice)
    expect(before).toMatchObject({
      ...{ state: 'pending', totalMinor: 358_00, dueMinor: 358_00, creditableMinor: 358_00 },
      ...{ refundableMinor: 0, canVoid: true, creditNotes: [] },
    })
    expect(before.lines).toMatchObject([{ netMinor: 303_38, taxMinor: 54_62, creditableMinor: 303_38 }])
    const shown = await preview(invoice.id, `${before.lines[0]?.id}:10000`)
    expect(shown.body).toEqual({ totalMinor: 118_00, taxMinor: 18_00 })

    const note = await credit(invoice, 100_00, 'invoice')
    expect(note.totalMinor).toBe(118_00)
    expect(await detail(invoice)).toMatchObject({
      ...{ dueMinor: 240_00, creditableMinor: 240_00, canVoid: false },
      lines: [{ creditableMinor: 203_38 }],
      creditNotes: [
        { number: note.number, totalMinor: 118_00, went: 'offset', reason: 'Half of it was enough' },
      ],
    })
    expect((await withdraw(invoice.id)).body).toMatchObject({ code: 'not_voidable' })
    const pdf = await admin.ask(getNotePdf, { params: { id: note.id } })
    expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    const { rows } = await admin.list(listAudit, auditRow, `subject=invoice:${invoice.id}`)
    expect(rows).toMatchObject([{ action: 'invoice.credited', actor: `user:${admin.userId}` }])
  })

  test('S1.6 of a paid one a part goes back, the rest to the balance, and the customer is told of both', async () => {
    const invoice = await paid()
    const payments = await admin.list(
      listPayments,
      paymentRow,
      `customer=${invoice.holder.customerId}&status=captured`,
    )
    expect(payments.rows).toMatchObject([{ invoiceId: invoice.id, purchaseId: null, amountMinor: 358_00 }])
    const back = await credit(invoice, 100_00, 'payer')
    expect((await detail(invoice)).creditNotes).toMatchObject([{ went: 'refunding' }])
    expect((await mailOf(back.id))?.data).toMatchObject({ refundMinor: '11800', offsetMinor: '0' })
    await shop.whileWorking(() => shop.control('POST', '/clock', { advance: 'PT7H' }))
    expect(await detail(invoice)).toMatchObject({ refundableMinor: 240_00, creditableMinor: 240_00 })

    const kept = await credit(invoice, 203_38, 'balance')
    expect(kept.totalMinor).toBe(240_00)
    expect(await detail(invoice)).toMatchObject({
      ...{ state: 'succeeded', creditableMinor: 0, lines: [{ creditableMinor: 0 }] },
      creditNotes: [{ went: 'refunded' }, { went: 'balance' }],
    })
    expect((await mailOf(kept.id))?.data).toMatchObject({ refundMinor: '0', totalMinor: '24000' })
  })

  test('S1.6 what stays in the balance is not sent back once more with the payment', async () => {
    const invoice = await paid()
    await credit(invoice, 100_00, 'balance')
    const { id } = await database().payment.findFirstOrThrow({
      where: { customerId: invoice.holder.customerId },
    })
    const refund = (amountMinor: number, remainingMinor: number) =>
      admin.ask(postRefund, {
        method: 'POST',
        params: { id },
        body: { amountMinor, remainingMinor, reason: 'Bought by mistake' },
      })
    const whole = await refund(358_00, 358_00)
    expect(whole.body).toMatchObject({ code: 'payment_changed', remainingMinor: 240_00 })
    expect((await refund(240_00, 240_00)).status).toBe(201)
    await shop.whileWorking(() => shop.control('POST', '/clock', { advance: 'PT7H' }))
    expect(await detail(invoice)).toMatchObject({
      creditableMinor: 0,
      creditNotes: [{}, { went: 'refunded' }],
    })
  })

  test('S1.6 what was credited as a whole is taken from the lines in their order', async () => {
    const lines = [{ amountMinor: 118_00n }, { amountMinor: 236_00n }]
    const invoice = await issue({ family: 'smart-ml', lines })
    const at = await now()
    await transaction((tx) =>
      issueCreditNote(tx, {
        ...{ invoiceId: invoice.id, refundId: null, amountMinor: 177_00n, offsetMinor: 177_00n },
        ...{ reason: 'Half', now: at },
      }),
    )
    const { lines: left, creditableMinor } = await detail(invoice)
    expect(left.map((line) => line.creditableMinor)).toEqual([100_00, 50_00])
    expect(creditableMinor).toBe(177_00)
    const items = left.map(({ id, creditableMinor: all }) => `${id}:${all}`).join(',')
    expect((await preview(invoice.id, items)).body).toMatchObject({ totalMinor: 177_00 })
  })

  test('S1.6 eight clicks at once credit it once, with a key of their own or without one', async () => {
    const invoice = await issue({ family: 'smart-ml' })
    const body = await wish(invoice, 10_00, 'invoice')
    const clicks = await Promise.all(
      Array.from({ length: 8 }, (_, click) =>
        ask(invoice.id, body, click % 2 === 0 ? {} : { 'idempotency-key': randomUUID() }),
      ),
    )
    expect(clicks.map(({ status }) => status).toSorted()).toEqual([201, ...Array(7).fill(409)])
    expect((await detail(invoice)).creditNotes).toHaveLength(1)
  })

  test('E.4 what cannot be credited is refused, and nothing is', async () => {
    const invoice = await issue({ family: 'smart-ml' })
    const asked = await wish(invoice, 303_39, 'invoice')
    expect((await ask(invoice.id, asked)).body).toMatchObject({ code: 'higher_than_remaining_fee_amount' })
    const less = { ...asked, items: [{ ...asked.items[0], amountMinor: 1_00 }] }
    expect((await ask(invoice.id, { ...less, to: 'payer' })).body).toMatchObject({
      code: 'cannot_refund_unpaid_invoice',
    })
    const other = { ...less, items: [{ lineId: randomUUID(), amountMinor: 1 }] }
    expect((await ask(invoice.id, other)).body).toMatchObject({ code: 'fee_not_found' })
    for (const [field, body] of [
      ['items', { ...less, items: [] }],
      ['items.0.amountMinor', { ...less, items: [{ ...asked.items[0], amountMinor: 0 }] }],
      ['to', { ...less, to: 'me' }],
      ['reason', { ...less, reason: ' ' }],
      ['reasonCode', { ...less, reasonCode: 'because' }],
    ] as const) {
      const answer = await ask(invoice.id, body)
      expect([answer.status, answer.body]).toMatchObject([422, { errors: [{ field }] }])
    }
    expect((await preview(invoice.id, 'x:1')).status).toBe(422)
    expect((await preview(randomUUID(), `${randomUUID()}:1`)).body).toMatchObject({
      code: 'invoice_not_found',
    })
    expect((await detail(invoice)).creditNotes).toEqual([])
  })
})

describe('S1.4 an unpaid invoice is withdrawn from the desk', () => {
  test('S1.4 once, and then it asks for nothing and is not credited', async () => {
    const invoice = await issue({ family: 'smart-ml' })
    const body = await wish(invoice, 1_00, 'invoice')
    for (const answer of await Promise.all([withdraw(invoice.id), withdraw(invoice.id)])) {
      expect([answer.status, answer.body]).toEqual([200, { state: 'void' }])
    }
    expect(await detail(invoice)).toMatchObject({
      ...{ state: 'void', dueMinor: 0, creditableMinor: 0, canVoid: false },
      lines: [{ creditableMinor: 0 }],
    })
    expect((await ask(invoice.id, body)).body).toMatchObject({ code: 'not_creditable' })
    const { rows } = await admin.list(listAudit, auditRow, `subject=invoice:${invoice.id}`)
    expect(rows).toMatchObject([{ action: 'invoice.voided' }])
  })

  test('E.4 a paid one is not, and what there is none of is not found', async () => {
    expect((await withdraw((await paid()).id)).body).toMatchObject({ code: 'not_voidable' })
    expect((await withdraw(randomUUID())).body).toMatchObject({ code: 'invoice_not_found' })
    expect((await admin.ask(getOne, { params: { id: randomUUID() } })).body).toMatchObject({
      code: 'invoice_not_found',
    })
  })
})
