import type { BillingDocument } from '../schemas.ts'
import { INK, LEFT, leading, MUTED, PAGE, RIGHT, type Sheet, type Style, use, wrap, write } from './sheet.ts'

const NAME: Style = { size: 12, bold: true }
const TITLE: Style = { size: 20, bold: true }
const SMALL: Style = { size: 8.5, color: MUTED }
const TEXT: Style = { size: 8.5 }
const LABEL: Style = { size: 7.5, bold: true, color: MUTED }

const MIDDLE = LEFT + 290
const LEFT_WIDTH = 260

const STAMPS = {
  paid: { text: 'PAID', color: '#1a7f4b' },
  unpaid: { text: 'UNPAID', color: '#9a6700' },
  void: { text: 'VOID', color: '#b3261e' },
}

/** Who sells, what this is, who buys, and the facts beside. Answers where the next thing begins. */
export function drawHead(sheet: Sheet, document: BillingDocument): number {
  const left = drawParty(sheet, document.issuer, { y: PAGE.margin, name: NAME })
  const right = drawTitle(sheet, document)
  const y = Math.max(left, right) + 26
  write(sheet, document.kind === 'invoice' ? 'Billed to' : 'Credited to', { x: LEFT, y }, LABEL)
  const customer = drawParty(sheet, document.customer, { y: y + 14, name: { ...TEXT, size: 10, bold: true } })
  return Math.max(customer, drawFacts(sheet, document, y)) + 24
}

function drawTitle(sheet: Sheet, document: BillingDocument): number {
  const width = RIGHT - MIDDLE
  let y = PAGE.margin - 6
  write(sheet, document.title, { x: MIDDLE, y, width, align: 'right' }, TITLE)
  y += 30
  if (document.copy !== null) {
    write(sheet, document.copy, { x: MIDDLE, y, width, align: 'right' }, SMALL)
    y += leading(SMALL)
  }
  return document.stamp === null ? y : drawStamp(sheet, STAMPS[document.stamp], y + 4)
}

function drawStamp(sheet: Sheet, { text, color }: { text: string; color: string }, y: number): number {
  const style: Style = { size: 9, bold: true, color }
  const width = use(sheet, style, text).widthOfString(text) + 16
  sheet
    .roundedRect(RIGHT - width, y, width, 19, 4)
    .lineWidth(1)
    .strokeColor(color)
    .stroke()
  write(sheet, text, { x: RIGHT - width + 8, y: y + 3 }, style)
  return y + 19
}

function drawParty(
  sheet: Sheet,
  party: BillingDocument['issuer'],
  { y, name }: { y: number; name: Style },
): number {
  const lines: [string, Style][] = [
    ...wrap(sheet, party.name, LEFT_WIDTH, name).map((line): [string, Style] => [line, name]),
    ...party.lines.flatMap((line) => wrapped(sheet, line, SMALL)),
    ...party.ids.flatMap(({ label, value }) => wrapped(sheet, `${label}: ${value}`, TEXT)),
  ]
  return lines.reduce((at, [text, style]) => {
    write(sheet, text, { x: LEFT, y: at }, style)
    return at + leading(style)
  }, y)
}

function wrapped(sheet: Sheet, text: string, style: Style): [string, Style][] {
  return wrap(sheet, text, LEFT_WIDTH, style).map((line) => [line, style])
}

function drawFacts(sheet: Sheet, { facts }: BillingDocument, from: number): number {
  const valueAt = MIDDLE + 120
  return facts.reduce((y, { label, value }) => {
    write(sheet, label, { x: MIDDLE, y }, SMALL)
    const lines = wrap(sheet, value, RIGHT - valueAt, { ...TEXT, color: INK })
    for (const [index, line] of lines.entries()) {
      write(
        sheet,
        line,
        { x: valueAt, y: y + index * leading(TEXT), width: RIGHT - valueAt, align: 'right' },
        TEXT,
      )
    }
    return y + Math.max(lines.length, 1) * leading(TEXT) + 2
  }, from)
}
