import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { billingDocument, documentSummary } from '#lib/invoices/schemas.ts'
import { credit, issue, MUMBAI, settle } from '#lib/invoices/testing/issue.ts'
import { voidInvoice } from '#lib/invoices/void-invoice.ts'
import { upcomingBilling } from '#lib/subscriptions/schemas.ts'
import { services } from '#prisma/seed/catalog/services.ts'
import { smartMl } from '#prisma/seed/catalog/smart-ml.ts'
import { callAs } from '#prisma/seed/testing/call-as.ts'
import { GET as getNote } from '../credit-notes/[id]/route.ts'
import { GET as getUpcoming } from '../upcoming/route.ts'
import { GET as getInvoice } from './[id]/route.ts'
import { GET } from './route.ts'

const path = '/api/billing/invoices'

beforeAll(async () => {
  for (const seed of [smartMl, services]) await seedCatalog({ seed, now: await now() })
})

describe('the invoices of a customer', () => {
  test('invoices and credit notes, the newest first, with what each stands at', async () => {
    const paid = await issue({ family: 'smart-ml', billing: MUMBAI })
    const { holder } = paid
    await settle(paid)
    const balance = await credit(paid, {})
    const two = [{ amountMinor: 500_00n }, { amountMinor: 1_00n, description: 'Hours' }]
    const unpaid = await issue({ family: 'services', holder, lines: two })
    const offset = await credit(unpaid, { offsetMinor: 100_00n })
    const voided = await issue({ family: 'services', holder })
    const at = await now()
    const { userId } = holder
    await transaction((tx) => voidInvoice(tx, { id: voided.id, userId, requestId: 'test', now: at }))
    await settle(await issue({ family: 'services' }))

    const call = await callAs(holder)
    const answer = await call(GET, { path })
    const list = z.array(documentSummary).parse(answer.body)
    expect(list.map(({ id, kind, status, dueMinor }) => ({ id, kind, status, dueMinor }))).toEqual([
      { id: voided.id, kind: 'invoice', status: 'void', dueMinor: '0' },
      { id: offset.id, kind: 'credit_note', status: 'offset', dueMinor: '0' },
      { id: unpaid.id, kind: 'invoice', status: 'unpaid', dueMinor: '40100' },
      { id: balance.id, kind: 'credit_note', status: 'balance', dueMinor: '0' },
      { id: paid.id, kind: 'invoice', status: 'paid', dueMinor: '0' },
    ])
    expect(list[2]).toMatchObject({
      description: 'Setup Fee and 1 more',
      currency: 'USD',
      totalMinor: '50100',
    })
    expect(list[3]).toMatchObject({
      description: 'Two days without service',
      number: balance.number,
      invoiceNumber: paid.number,
    })
    const second = await call(GET, { path: `${path}?per_page=2&page=2` })
    expect(z.array(documentSummary).parse(second.body)).toEqual(list.slice(2, 4))
    const link = second.headers.get('link')
    expect(link).toContain('per_page=2&page=3>; rel="next"')
    expect(link).toContain('per_page=2&page=1>; rel="prev"')
  })

  test.each([
    ['processed', 'refunded'],
    ['pending', 'refunding'],
  ] as const)('a credit note whose refund is %s is %s', async (refundStatus, status) => {
    const invoice = await issue({ family: 'smart-ml' })
    await settle(invoice)
    const { customerId } = invoice.holder
    const stamps = { createdAt: new Date(), updatedAt: new Date() }
    const money = { customerId, amountMinor: 10_000n, currency: 'INR', ...stamps }
    const payment = await database().payment.create({
      data: { ...money, provider: 'razorpay', status: 'failed', description: 'x' },
    })
    const processedAt = refundStatus === 'processed' ? new Date() : null
    const refund = await database().refund.create({
      data: { ...money, paymentId: payment.id, status: refundStatus, reason: 'x', processedAt },
    })
    await credit(invoice, { refundId: refund.id })
    const call = await callAs(invoice.holder)
    expect((await call(GET, { path })).body).toMatchObject([{ status }, { status: 'paid' }])
  })

  test('each can be read as a document, by its customer alone', async () => {
    const invoice = await issue({ family: 'smart-ml' })
    await settle(invoice)
    const note = await credit(invoice, {})
    const ask = async (holder: typeof invoice.holder, id: string, handler: typeof getInvoice) => {
      const caller = await callAs(holder)
      // The caller of this test has no parameters of its own: they stand in the declaration's path.
      return caller((request) => handler(request, { params: Promise.resolve({ id }) }), {
        path: `${path}/${id}`,
      })
    }
    const { holder } = invoice
    const shown = billingDocument.parse((await ask(holder, invoice.id, getInvoice)).body)
    expect(shown).toMatchObject({ kind: 'invoice', number: invoice.number, stamp: 'paid' })
    const shownNote = billingDocument.parse((await ask(holder, note.id, getNote)).body)
    expect(shownNote).toMatchObject({ kind: 'credit_note', number: note.number })
    const { holder: other } = await issue({ family: 'services' })
    expect((await ask(other, invoice.id, getInvoice)).status).toBe(404)
    expect((await ask(other, note.id, getNote)).status).toBe(404)
  })
})

describe('GET /api/billing/upcoming', () => {
  test('the credit is what was credited, less what is on its way back', async () => {
    const invoice = await issue({ family: 'smart-ml' })
    const call = await callAs(invoice.holder)
    const ask = async () =>
      upcomingBilling.parse((await call(getUpcoming, { path: '/api/billing/upcoming?family=smart-ml' })).body)
    expect(await ask()).toEqual({ timeZone: 'Asia/Kolkata', currency: 'INR', charges: [], credit: [] })
    const { customerId } = invoice.holder
    const stamps = { createdAt: new Date(), updatedAt: new Date() }
    const money = { customerId, currency: 'INR', ...stamps }
    const payment = await database().payment.create({
      data: { ...money, amountMinor: 1n, provider: 'razorpay', status: 'failed', description: 'x' },
    })
    const refund = await database().refund.create({
      data: { ...money, amountMinor: 4_000n, paymentId: payment.id, reason: 'x' },
    })
    await credit(invoice, {})
    await credit(invoice, { amountMinor: 4_000n, refundId: refund.id })
    expect((await ask()).credit).toEqual([{ currency: 'INR', amountMinor: '10000' }])
  })
})
