import { formatMoney } from '#lib/money/format-money.ts'
import { drawHead } from './pdf/draw-head.ts'
import { drawLines } from './pdf/draw-lines.ts'
import { drawTotals } from './pdf/draw-totals.ts'
import { LEFT, MUTED, openSheet, PAGE, RIGHT, rule, type Sheet, write } from './pdf/sheet.ts'
import type { BillingDocument } from './schemas.ts'

const FOOT = { size: 7.5, color: MUTED }

/** Draws a document as a PDF of A4 pages. The same document gives the same bytes. */
export async function renderPdf(document: BillingDocument): Promise<Uint8Array<ArrayBuffer>> {
  const { currency, title, number, issuer, issueDate } = document
  const money = (minor: string) =>
    formatMoney({ amountMinor: BigInt(minor), currency, decimals: 'always' }).replace('-', '−')
  const createdAt = new Date(`${issueDate}T00:00:00Z`)
  const sheet = openSheet({ title: `${title} ${number}`, author: issuer.name, createdAt })
  const chunks: Buffer[] = []
  sheet.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<void>((resolve, reject) => {
    sheet.on('end', resolve)
    sheet.on('error', reject)
  })
  const below = drawLines(sheet, document, money, drawHead(sheet, document))
  drawTotals(sheet, document, money, below)
  drawFeet(sheet, document)
  sheet.end()
  await ended
  return new Uint8Array(Buffer.concat(chunks))
}

function drawFeet(sheet: Sheet, { issuer, title, number }: BillingDocument): void {
  const { start, count } = sheet.bufferedPageRange()
  for (let page = start; page < start + count; page++) {
    sheet.switchToPage(page)
    // Below the margin nothing else is written, and this must not begin a page of its own.
    sheet.page.margins.bottom = 0
    const y = PAGE.height - PAGE.foot + 16
    rule(sheet, y - 6)
    write(sheet, `${issuer.name} · ${title} ${number}`, { x: LEFT, y }, FOOT)
    const pages = `Page ${page + 1} of ${count}`
    write(sheet, pages, { x: LEFT, y, width: RIGHT - LEFT, align: 'right' }, FOOT)
  }
}
