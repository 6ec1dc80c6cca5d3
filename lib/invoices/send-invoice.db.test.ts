import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { closeMailTransport } from '#lib/notifications/mail-transport.ts'
import { deliverNow } from '#lib/notifications/testing/deliver-now.ts'
import { startMailServer } from '#lib/notifications/testing/start-mail-server.ts'
import { services } from '#prisma/seed/catalog/services.ts'
import { sendInvoice } from './send-invoice.ts'
import { issue, settle } from './testing/issue.ts'
import { readPdf } from './testing/read-pdf.ts'

const server = await startMailServer()
process.env.SMTP_URL = server.url
beforeAll(async () => seedCatalog({ seed: services, now: await now() }))
afterAll(async () => {
  closeMailTransport()
  await server.stop()
})

async function send(invoiceId: string) {
  const at = await now()
  await transaction((tx) => sendInvoice(tx, { invoiceId, now: at }))
  return database().outboundMessage.findUnique({ where: { dedupeKey: `invoice:${invoiceId}` } })
}

test('S1.3 an invoice that waits to be paid is sent, with its PDF, once', async () => {
  const invoice = await issue({ family: 'services' })
  const message = await send(invoice.id)
  expect((await send(invoice.id))?.id).toBe(message?.id)
  await deliverNow(message?.id ?? '')
  const [mail, ...others] = server.mails
  expect(others).toEqual([])
  expect(mail?.subject).toBe(`Invoice ${invoice.number} for $358`)
  expect(mail?.text).toContain(`http://localhost:3000/billing/invoices/${invoice.id}`)
  const [attachment] = mail?.attachments ?? []
  expect(attachment).toMatchObject({ filename: `${invoice.number}.pdf`, mimeType: 'application/pdf' })
  const { pages } = await readPdf(new Uint8Array(attachment?.content as ArrayBuffer))
  expect(pages[0]).toEqual(expect.arrayContaining([invoice.number, 'UNPAID', '$358.00']))
})

test('S1.3 nothing is sent of what asks for nothing', async () => {
  const invoice = await issue({ family: 'services' })
  await settle(invoice)
  expect(await send(invoice.id)).toBeNull()
})
