import { beforeAll, describe, expect, test } from 'vitest'
import { createAccessToken } from '#lib/auth/create-access-token.ts'
import { buildUser } from '#lib/auth/testing/build-user.ts'
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { database } from '#lib/db/client.ts'
import { now, realNow } from '#lib/db/clock.ts'
import type { RouteHandler } from '#lib/http/route-types.ts'
import { call } from '#lib/http/testing/call.ts'
import { documentLink } from '#lib/invoices/document-link.ts'
import { credit, issue, MUMBAI, settle } from '#lib/invoices/testing/issue.ts'
import { readPdf } from '#lib/invoices/testing/read-pdf.ts'
import { smartMl } from '#prisma/seed/catalog/smart-ml.ts'
import { POST as downloadNote } from '../../v1/credit_notes/[id]/download/route.ts'
import { GET as getNoteFile } from '../../v1/credit_notes/[id]/pdf/route.ts'
import { POST as downloadInvoice } from '../../v1/invoices/[id]/download/route.ts'
import { GET as getInvoiceFile } from '../../v1/invoices/[id]/pdf/route.ts'
import { GET as getNotePdf } from '../credit-notes/[id]/pdf/route.ts'
import { GET as getInvoicePdf } from './[id]/pdf/route.ts'

let desk: string
beforeAll(async () => {
  await seedCatalog({ seed: smartMl, now: await now() })
  desk = (await buildUser({ role: 'admin', withoutCustomer: true })).token
})

const tokenOf = async (holder: { userId: string; customerId: string }) =>
  (await createAccessToken(database(), { ...holder, name: 'x', expiresAt: null, now: realNow() })).token

async function issued() {
  const invoice = await issue({ family: 'smart-ml', billing: MUMBAI })
  await settle(invoice)
  return { invoice, note: await credit(invoice, {}), token: await tokenOf(invoice.holder) }
}

/** As a browser gets it: bytes. */
async function fetchPdf(
  handler: RouteHandler,
  asked: { url: string; id: string; headers?: Record<string, string> },
) {
  const request = new Request(asked.url, { headers: asked.headers ?? {} })
  const response = await handler(request, { params: Promise.resolve({ id: asked.id }) })
  return { response, bytes: new Uint8Array(await response.arrayBuffer()) }
}
const own = (path: string, id: string, headers: Record<string, string>) => ({
  url: `http://localhost:3000/api/billing/${path}/${id}/pdf`,
  id,
  headers,
})

describe('S1.5 documents to keep', () => {
  test('S1.5 its customer gets the PDF, named by its number, and is told when it has it already', async () => {
    const { invoice, note, token } = await issued()
    const authorization = `Bearer ${token}`
    const { response, bytes } = await fetchPdf(getInvoicePdf, own('invoices', invoice.id, { authorization }))
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/pdf')
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${invoice.number}.pdf"`)
    expect(response.headers.get('cache-control')).toBe('private, no-cache')
    expect((await readPdf(bytes)).pages[0]).toContain(invoice.number)
    const etag = response.headers.get('etag') ?? ''
    const again = await fetchPdf(
      getInvoicePdf,
      own('invoices', invoice.id, { authorization, 'if-none-match': `"old", W/${etag}` }),
    )
    expect(again.response.status).toBe(304)
    expect(again.response.headers.get('etag')).toBe(etag)
    expect(again.bytes).toHaveLength(0)
    const other = await fetchPdf(
      getNotePdf,
      own('credit-notes', note.id, { authorization, 'if-none-match': etag }),
    )
    expect(other.response.status).toBe(200)
    expect((await readPdf(other.bytes)).pages[0]).toContain(note.number)
  })

  test('of others, of nobody and of another kind there is nothing', async () => {
    const { invoice, note } = await issued()
    const { token } = await issued()
    const ask = (handler: RouteHandler, id: string, bearer?: string) =>
      call(handler, { params: { id }, ...(bearer ? { token: bearer } : {}) })
    for (const [handler, id, code] of [
      [getInvoicePdf, invoice.id, 'invoice_not_found'],
      [getInvoicePdf, note.id, 'invoice_not_found'],
      [getNotePdf, note.id, 'credit_note_not_found'],
      [getNotePdf, invoice.id, 'credit_note_not_found'],
    ] as const)
      expect(await ask(handler, id, token)).toMatchObject({ status: 404, body: { code } })
    expect(await ask(getInvoicePdf, 'INV-2026-001', token)).toMatchObject({ status: 404 })
    expect(await ask(getInvoicePdf, invoice.id)).toMatchObject({ status: 401 })
    expect(await ask(getNotePdf, note.id)).toMatchObject({ status: 401 })
  })
})

describe('S1.4 the PDF as a client of Lago gets it', () => {
  test('S1.4 download answers the document with the address of its file', async () => {
    const { invoice, note } = await issued()
    for (const [download, file, id, root, number] of [
      [downloadInvoice, getInvoiceFile, invoice.id, 'invoice', invoice.number],
      [downloadNote, getNoteFile, note.id, 'credit_note', note.number],
    ] as const) {
      const headers = { 'idempotency-key': crypto.randomUUID() }
      const asked = { method: 'POST', params: { id }, token: desk, headers }
      const answer = await call(download, asked)
      expect(answer).toMatchObject({
        status: 200,
        body: { [root]: { lago_id: id, file_url: expect.any(String) } },
      })
      const url = String((answer.body as Record<string, { file_url: string }>)[root]?.file_url)
      const { response, bytes } = await fetchPdf(file, { url, id })
      expect(response.status).toBe(200)
      expect((await readPdf(bytes)).pages[0]).toContain(number)
      // What is kept of the answer is no credential.
      expect(await call(download, asked)).toMatchObject({ status: 200, body: { [root]: { file_url: null } } })
    }
  })

  test('S1.4 an address we did not make, or made long ago, or for another file, leads nowhere', async () => {
    const { invoice, note } = await issued()
    const link = new URL(documentLink({ kind: 'invoice', id: invoice.id, now: realNow() }))
    const changed = (change: { signature?: string; expires?: string }) => {
      const url = new URL(link)
      for (const [name, value] of Object.entries(change)) url.searchParams.set(name, value)
      return url.href
    }
    const missing = { status: 404, error: 'Not Found', code: 'invoice_not_found' }
    for (const change of [{ signature: 'x' }, { signature: 'f'.repeat(64) }, { expires: '99999999999' }]) {
      const { response, bytes } = await fetchPdf(getInvoiceFile, { url: changed(change), id: invoice.id })
      expect(response.status).toBe(404)
      expect(JSON.parse(Buffer.from(bytes).toString())).toEqual(missing)
    }
    const now = realNow().subtract({ hours: 25 })
    const old = documentLink({ kind: 'invoice', id: invoice.id, now })
    expect((await fetchPdf(getInvoiceFile, { url: old, id: invoice.id })).response.status).toBe(404)
    const elsewhere = await fetchPdf(getNoteFile, { url: link.href, id: note.id })
    expect(elsewhere.response.status).toBe(404)
    const bare = await fetchPdf(getInvoiceFile, { url: link.href.replace(/\?.*/, ''), id: invoice.id })
    expect(bare.response.status).toBe(422)
  })
})
