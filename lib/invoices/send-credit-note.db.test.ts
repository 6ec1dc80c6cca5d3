import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { closeMailTransport } from '#lib/notifications/mail-transport.ts'
import { deliverNow } from '#lib/notifications/testing/deliver-now.ts'
import { startMailServer } from '#lib/notifications/testing/start-mail-server.ts'
import { services } from '#prisma/seed/catalog/services.ts'
import { creditRefund } from './credit-refund.ts'
import { sendCreditNote } from './send-credit-note.ts'
import { credit, type Issued, issue } from './testing/issue.ts'
import { readPdf } from './testing/read-pdf.ts'

const server = await startMailServer()
process.env.SMTP_URL = server.url
beforeAll(async () => seedCatalog({ seed: services, now: await now() }))
afterAll(async () => {
  closeMailTransport()
  await server.stop()
})

const mailOf = (creditNoteId: string) =>
  database().outboundMessage.findUnique({ where: { dedupeKey: `credit-note:${creditNoteId}` } })

/** What a payment of $100 of it gave back. */
async function refund({ holder: { customerId } }: Issued, cause: 'refund' | 'dispute'): Promise<string> {
  const at = new Date((await now()).epochMilliseconds)
  const stamps = { createdAt: at, updatedAt: at }
  const amount = { customerId, amountMinor: 100_00n, currency: 'USD', ...stamps }
  const payment = await database().payment.create({
    data: { ...amount, provider: 'stripe', status: 'captured', capturedAt: at, description: 'Test' },
  })
  const data = { ...amount, paymentId: payment.id, cause, reason: 'Bought by mistake' }
  return (await database().refund.create({ data })).id
}

async function creditIt(invoice: Issued, cause: 'refund' | 'dispute') {
  const refundId = await refund(invoice, cause)
  const at = await now()
  const back = { invoiceId: invoice.id, refundId, amountMinor: 100_00n, reason: 'Bought by mistake', now: at }
  await transaction((tx) => creditRefund(tx, back))
  return database().creditNote.findUniqueOrThrow({ where: { refundId } })
}

test('S1.6 who gets money back gets the credit note by mail, as PDF, once', async () => {
  const invoice = await issue({ family: 'services' })
  const note = await creditIt(invoice, 'refund')
  const message = await mailOf(note.id)
  const at = await now()
  await transaction((tx) => sendCreditNote(tx, { creditNoteId: note.id, now: at }))
  expect((await mailOf(note.id))?.id).toBe(message?.id)
  await deliverNow(message?.id ?? '')
  const [mail, ...others] = server.mails
  expect(others).toEqual([])
  expect(mail?.subject).toBe(`Credit note ${note.number} for $100`)
  expect(mail?.text).toContain('$100 goes back the way it was paid.')
  expect(mail?.text).not.toMatch(/stays with your account|asks for so much less/)
  expect(mail?.text).toContain(`http://localhost:3000/billing/invoices/credit-notes/${note.id}`)
  const [attachment] = mail?.attachments ?? []
  expect(attachment).toMatchObject({ filename: `${note.number}.pdf`, mimeType: 'application/pdf' })
  const { pages } = await readPdf(new Uint8Array(attachment?.content as ArrayBuffer))
  expect(pages[0]).toEqual(expect.arrayContaining([note.number, invoice.number, '$100.00']))
})

test('S1.6 what stays as credit, or is no longer asked for, is said to', async () => {
  server.mails.length = 0
  const invoice = await issue({ family: 'services' })
  const at = await now()
  for (const offsetMinor of [0n, 100_00n]) {
    const { id } = await credit(invoice, { offsetMinor })
    await transaction((tx) => sendCreditNote(tx, { creditNoteId: id, now: at }))
    await deliverNow((await mailOf(id))?.id ?? '')
  }
  const [kept, offset] = server.mails
  expect(kept?.text).toContain('$100 stays with your account as credit.')
  expect(offset?.text).toContain('The invoice asks for so much less.')
  expect(offset?.text).not.toMatch(/goes back|stays with/)
})

test('S1.6 a lost dispute is no news to who won it', async () => {
  const note = await creditIt(await issue({ family: 'services' }), 'dispute')
  expect(await mailOf(note.id)).toBeNull()
})
