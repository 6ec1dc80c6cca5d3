import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { POST } from '#app/api/billing/invoices/[id]/pay/route.ts'
import { createAccessToken } from '#lib/auth/create-access-token.ts'
import { database } from '#lib/db/client.ts'
import { now, realNow } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { call } from '#lib/http/testing/call.ts'
import { findCredit } from '#lib/invoices/find-credit.ts'
import { loadDocument } from '#lib/invoices/load-documents.ts'
import { credit, type Issued, issue } from '#lib/invoices/testing/issue.ts'
import { voidInvoice } from '#lib/invoices/void-invoice.ts'
import { listPayments } from '#lib/payments/list-payments.ts'
import { nothingPaid } from '#lib/purchases/read-and-capture.ts'
import { refundThere } from '#lib/purchases/testing/at-the-provider.ts'
import { openShop, type Shop } from '#lib/purchases/testing/open-shop.ts'
import { payInvoice } from './pay-invoice.ts'
import { settleInvoiceOrder } from './settle-invoice-order.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
// Closing checks the books.
afterAll(() => shop.close())

const pay = async ({ id, holder }: Issued) => payInvoice({ ...holder, invoiceId: id, now: await now() })
const ordersOf = ({ id }: Issued) =>
  database().invoiceOrder.findMany({ where: { invoiceId: id }, orderBy: { createdAt: 'asc' } })
const statusesOf = async (invoice: Issued) => (await ordersOf(invoice)).map(({ status }) => status)
const stampOf = async ({ id }: Issued) => loadDocument(database(), { kind: 'invoice', id })
const external = async (subjectId: string | undefined) => {
  const found = await database().providerReference.findFirstOrThrow({
    where: { kind: 'order', subject: 'invoice_order', subjectId: subjectId ?? '' },
  })
  return found.externalId
}
const newest = async (invoice: Issued) => external((await ordersOf(invoice)).at(-1)?.id)
const mailsTo = ({ holder }: Issued) =>
  database().outboundMessage.findMany({
    where: { customerId: holder.customerId, channel: 'email' },
    orderBy: { createdAt: 'asc' },
  })

async function payAtStripe(invoice: Issued) {
  const session = await newest(invoice)
  await shop.control('POST', `/stripe/checkout/sessions/${session}/complete`, { card: '4242424242424242' })
  await quiet()
}

/** Until all messages have come and nothing is due any more. */
const quiet = () => shop.whileWorking(() => shop.control('GET', '/quiet'))

async function payAtRazorpay(orderId: string) {
  const paid = await shop.pay(orderId)
  await quiet()
  return paid
}

describe('S1.3 an invoice is paid on the billing page', () => {
  test('S1.3 on the provider’s page, once, with a receipt that has the invoice in it', async () => {
    const invoice = await issue({ family: 'services' })
    const opened = await pay(invoice)
    expect(opened).toMatchObject({ status: 'open', amountMinor: '35800', currency: 'USD' })
    expect(opened.handOff).toMatchObject({ kind: 'redirect', url: expect.stringContaining('http') })
    expect(await Promise.all([pay(invoice), pay(invoice)])).toEqual([opened, opened])
    await payAtStripe(invoice)
    expect(await statusesOf(invoice)).toEqual(['fulfilled'])
    const { stamp, facts } = await stampOf(invoice)
    expect(stamp).toBe('paid')
    expect(facts.map(({ label }) => label)).toContain('Paid on')
    expect(await mailsTo(invoice)).toMatchObject([
      { template: 'invoice-paid', data: { number: invoice.number, amountMinor: '35800' } },
    ])
    const { customerId } = invoice.holder
    const { payments } = await listPayments({ customerId, page: 1, perPage: 5 })
    expect(payments).toMatchObject([
      {
        description: `Invoice ${invoice.number}`,
        invoice_id: invoice.number,
        status: 'success',
        amount: 358,
      },
    ])
    await expect(pay(invoice)).rejects.toMatchObject({ code: 'invoice_not_payable' })
  })

  test('S1.3 where the provider has a window in our page; what it took counts before it is asked for again', async () => {
    const invoice = await issue({ family: 'smart-ml' })
    expect((await pay(invoice)).handOff).toMatchObject({ kind: 'script', checkout: 'razorpay' })
    await shop.holdWebhooks()
    await shop.pay(await newest(invoice), 'authorized')
    expect(await pay(invoice)).toMatchObject({ status: 'in_flight', handOff: null })
    const other = await issue({ family: 'smart-ml' })
    await pay(other)
    await shop.pay(await newest(other))
    expect(await pay(other)).toMatchObject({ status: 'paid', handOff: null })
    await shop.letWebhooksThrough()
    expect(await statusesOf(other)).toEqual(['fulfilled'])
  })

  test('S1.3 the reconciler finds what no message told of, and takes what a bank authorized', async () => {
    const invoice = await issue({ family: 'smart-ml' })
    await pay(invoice)
    await shop.holdWebhooks()
    await shop.pay(await newest(invoice), 'authorized')
    await database()
      .$executeRaw`UPDATE due_work SET due_at = created_at WHERE kind = 'converge-invoice-order'`
    await shop.work()
    expect(await statusesOf(invoice)).toEqual(['fulfilled'])
    expect((await stampOf(invoice)).stamp).toBe('paid')
    await shop.letWebhooksThrough()
  })

  test('S1.3 paid by several at the same moment it is settled once', async () => {
    const invoice = await issue({ family: 'smart-ml' })
    await pay(invoice)
    await shop.holdWebhooks()
    await shop.pay(await newest(invoice))
    const answers = await Promise.allSettled(Array.from({ length: 6 }, () => pay(invoice)))
    for (const answer of answers) {
      const said = answer.status === 'fulfilled' ? answer.value.status : answer.reason.code
      expect(['paid', 'invoice_not_payable']).toContain(said)
    }
    await shop.letWebhooksThrough()
    await quiet()
    expect(await statusesOf(invoice)).toEqual(['fulfilled'])
    expect(await database().payment.count({ where: { customerId: invoice.holder.customerId } })).toBe(1)
  })
})

describe('S1.3 money that pays for nothing goes back', () => {
  test('S1.3 an invoice that was withdrawn meanwhile', async () => {
    const invoice = await issue({ family: 'smart-ml' })
    await pay(invoice)
    const { userId } = invoice.holder
    const at = await now()
    await transaction((tx) => voidInvoice(tx, { id: invoice.id, userId, requestId: 'test', now: at }))
    await payAtRazorpay(await newest(invoice))
    expect((await stampOf(invoice)).stamp).toBe('void')
    expect(await statusesOf(invoice)).toEqual([expect.stringMatching(/^(paid|refunded)$/)])
    expect(await mailsTo(invoice)).toMatchObject([
      { template: 'payment-refunded', data: { reason: 'the invoice was withdrawn.' } },
    ])
    expect(await database().refund.count({ where: { customerId: invoice.holder.customerId } })).toBe(1)
    expect(await findCredit(invoice.holder.customerId)).toEqual([])
    await expect(pay(invoice)).rejects.toMatchObject({ code: 'invoice_not_payable' })
  })

  test('S1.3 what was credited meanwhile is not asked for: another order, and money for the old one goes back', async () => {
    const invoice = await issue({ family: 'smart-ml' })
    await pay(invoice)
    await credit(invoice, { offsetMinor: 10_000n })
    expect(await pay(invoice)).toMatchObject({ status: 'open', amountMinor: '25800' })
    const [old, current] = await ordersOf(invoice)
    expect([old?.status, current?.status]).toEqual(['superseded', 'pending'])
    await payAtRazorpay(await external(current?.id))
    expect(await statusesOf(invoice)).toEqual(['superseded', 'fulfilled'])
    await payAtRazorpay(await external(old?.id))
    expect(await statusesOf(invoice)).toEqual([expect.stringMatching(/^(paid|refunded)$/), 'fulfilled'])
    const refunds = await database().refund.findMany({ where: { customerId: invoice.holder.customerId } })
    expect(refunds).toMatchObject([{ amountMinor: 35_800n, reason: 'the invoice was paid already' }])
  })

  test('S1.3 an order that ran out is closed; money that comes late still pays', async () => {
    const invoice = await issue({ family: 'smart-ml' })
    await pay(invoice)
    const [asked] = await ordersOf(invoice)
    if (!asked) throw new Error('no order')
    const late = (await now()).add({ minutes: 31 })
    const { order } = nothingPaid(asked)
    await transaction((tx) => settleInvoiceOrder(tx, { invoiceOrderId: asked.id, order, now: late }))
    expect(await statusesOf(invoice)).toEqual(['expired'])
    await payAtRazorpay(await external(asked.id))
    expect(await statusesOf(invoice)).toEqual(['fulfilled'])
  })

  test('S1.6 a refund of the payment is a credit note on the invoice', async () => {
    const invoice = await issue({ family: 'smart-ml' })
    await pay(invoice)
    const { razorpay_payment_id: paymentId } = await payAtRazorpay(await newest(invoice))
    const notes = () => database().creditNote.findMany({ where: { invoiceId: invoice.id } })
    for (const [amount, status, total] of [
      [10_000, 'fulfilled', 10_000n],
      [25_800, 'refunded', 35_800n],
    ] as const) {
      await refundThere(shop, paymentId, amount)
      await quiet()
      expect(await statusesOf(invoice)).toEqual([status])
      expect((await notes()).reduce((sum, note) => sum + note.totalMinor, 0n)).toBe(total)
    }
    expect(await findCredit(invoice.holder.customerId)).toEqual([])
  })
})

test('S1.3 nobody pays, or learns of, an invoice of others', async () => {
  const invoice = await issue({ family: 'services' })
  const { holder } = await issue({ family: 'services' })
  const token = { name: 'x', expiresAt: null, now: realNow() }
  const ask = async (who: typeof holder) => {
    const made = await createAccessToken(database(), { ...who, ...token })
    return call(POST, { method: 'POST', params: { id: invoice.id }, token: made.token })
  }
  expect(await ask(holder)).toMatchObject({ status: 404, body: { code: 'invoice_not_found' } })
  expect(await ask(invoice.holder)).toMatchObject({ status: 200, body: { status: 'open' } })
  expect(await statusesOf(invoice)).toEqual(['pending'])
})
