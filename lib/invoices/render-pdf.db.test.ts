import { beforeAll, describe, expect, test } from 'vitest'
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { families } from '#prisma/seed/catalog/families.ts'
import { loadDocument } from './load-documents.ts'
import { renderPdf } from './render-pdf.ts'
import { BERLIN, credit, issue, MUMBAI, settle } from './testing/issue.ts'
import { readPdf } from './testing/read-pdf.ts'

beforeAll(async () => {
  for (const seed of families) await seedCatalog({ seed, now: await now() })
})

const shown = ({ id }: { id: string }) => loadDocument(database(), { kind: 'invoice', id })
const noteShown = ({ id }: { id: string }) => loadDocument(database(), { kind: 'credit_note', id })

describe('S1.5 the PDF', () => {
  const lines = Array.from({ length: 40 }, (_, index) => ({
    amountMinor: 17_900n,
    description: `Line ${index + 1} of many`,
  }))

  test('S1.5 has everything of the document, and its characters', async () => {
    const invoice = await issue({ family: 'smart-ml', billing: { ...MUMBAI, legalName: 'अच्छा Traders' } })
    const { title, pages } = await readPdf(await renderPdf(await shown(invoice)))
    expect(title).toBe(`Tax invoice ${invoice.number}`)
    const [page = []] = pages
    expect(pages).toHaveLength(1)
    for (const text of [
      'Tax invoice',
      'Original for recipient',
      'UNPAID',
      'GSTIN: 29AAKCT4821M1ZR',
      'GSTIN: 27AAPFU0939F1ZV',
      invoice.number,
      '27-Maharashtra',
      'HSN/SAC 998315',
      '₹358.00',
      '₹303.39',
      'IGST 18 % ₹54.61',
      'Three Hundred Fifty Eight Rupees Only',
      'Page 1 of 1',
    ])
      expect(page).toContain(text)
  })

  test('S1.5 of lines that are not counted beside some that are', async () => {
    const document = await shown(await issue({ family: 'smart-ml', lines: lines.slice(0, 2) }))
    const [first, ...rest] = document.lines
    const uncounted = first ? [{ ...first, quantity: null, unitAmountMinor: null }] : []
    const [page] = (await readPdf(await renderPdf({ ...document, lines: [...uncounted, ...rest] }))).pages
    expect(page?.filter((text) => text === '1')).toHaveLength(2)
  })

  test('S1.5 of euros', async () => {
    const invoice = await issue({ family: 'klarvo', billing: BERLIN })
    const [page] = (await readPdf(await renderPdf(await shown(invoice)))).pages
    expect(page).toEqual(expect.arrayContaining(['Invoice', 'Muster GmbH', 'VAT 19 % €57.16', '€358.00']))
    expect(page).not.toContain('Total in words')
  })

  test('S1.5 of 40 lines: the head of the table on every page, every line once, the totals on the last', async () => {
    const invoice = await issue({ family: 'smart-ml', lines })
    const { pages } = await readPdf(await renderPdf(await shown(invoice)))
    expect(pages.length).toBeGreaterThan(1)
    for (const [index, page] of pages.entries()) {
      expect(page).toEqual(
        expect.arrayContaining(['Description', 'Taxable value', `Page ${index + 1} of ${pages.length}`]),
      )
    }
    const all = pages.flat()
    for (const { description } of lines) expect(all.filter((text) => text === description)).toHaveLength(1)
    expect(pages.at(-1)).toContain('₹7,160.00')
  })

  test('the totals stay together: what does not fit begins a page', async () => {
    const document = await shown(await issue({ family: 'custom-projects', lines: lines.slice(0, 24) }))
    const counts = new Set<number>()
    for (let count = 14; count <= 24; count++) {
      const { pages } = await readPdf(await renderPdf({ ...document, lines: document.lines.slice(0, count) }))
      expect(pages.at(-1)).toEqual(expect.arrayContaining(['Total', 'Amount due']))
      counts.add(pages.length)
    }
    expect(counts).toEqual(new Set([1, 2]))
  })

  test('a line longer than a page goes on on the next; nothing is wider than its column', async () => {
    const invoice = await issue({
      family: 'services',
      lines: [
        {
          amountMinor: 9_007_199_254_740_991n,
          description: 'x'.repeat(400),
          details: 'Many words. '.repeat(160),
        },
      ],
    })
    const document = await shown(invoice)
    document.lines[0]?.details.push('And many more. '.repeat(400))
    const { pages } = await readPdf(await renderPdf(document))
    expect(pages.length).toBeGreaterThan(1)
    expect(pages.flat()).toContain('$90,071,992,547,409.91')
  })

  test('S1.6 of a credit note; the same document gives the same bytes', async () => {
    const invoice = await issue({ family: 'smart-ml' })
    await settle(invoice)
    const document = await noteShown(await credit(invoice, {}))
    const bytes = await renderPdf(document)
    const [page] = (await readPdf(bytes)).pages
    expect(page).toEqual(
      expect.arrayContaining(['Credit note', 'Credited to', 'Amount in words', invoice.number, '₹100.00']),
    )
    expect(Buffer.from(bytes).equals(Buffer.from(await renderPdf(document)))).toBe(true)
  })
})
