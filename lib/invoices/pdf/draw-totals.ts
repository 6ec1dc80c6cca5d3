import type { BillingDocument } from '../schemas.ts'
import {
  BOTTOM,
  LEFT,
  leading,
  MUTED,
  PAGE,
  RIGHT,
  rule,
  type Sheet,
  type Style,
  wrap,
  write,
} from './sheet.ts'

const TEXT: Style = { size: 8.5 }
const STRONG: Style = { size: 10, bold: true }
const LABEL: Style = { size: 7.5, bold: true, color: MUTED }
const NOTE: Style = { size: 7.5, color: MUTED }

const LABEL_AT = LEFT + 300
const WORDS_WIDTH = 270

/** The totals, the total in words, and what has to be said. Together they stay on one page. */
export function drawTotals(
  sheet: Sheet,
  document: BillingDocument,
  money: (minor: string) => string,
  from: number,
): void {
  const words = document.inWords === null ? [] : wrap(sheet, document.inWords, WORDS_WIDTH, TEXT)
  const notes = document.notes.map((note) => wrap(sheet, note, RIGHT - LEFT, NOTE))
  const totals = document.totals.reduce((sum, { strong }) => sum + heightOf(strong), 0)
  const height =
    Math.max(totals, 14 + words.length * leading(TEXT)) +
    notes.reduce((sum, lines) => sum + lines.length * leading(NOTE) + 3, 20)
  let y = from
  if (y + height > BOTTOM) {
    sheet.addPage()
    y = PAGE.margin
  }
  if (words.length > 0) {
    const label = document.kind === 'invoice' ? 'Total in words' : 'Amount in words'
    write(sheet, label, { x: LEFT, y }, LABEL)
    for (const [at, line] of words.entries())
      write(sheet, line, { x: LEFT, y: y + 14 + at * leading(TEXT) }, TEXT)
  }
  const end = drawSums(sheet, document.totals, money, y)
  let at = Math.max(end, y + 14 + words.length * leading(TEXT)) + 20
  for (const lines of notes) {
    for (const line of lines) {
      write(sheet, line, { x: LEFT, y: at }, NOTE)
      at += leading(NOTE)
    }
    at += 3
  }
}

function drawSums(
  sheet: Sheet,
  totals: BillingDocument['totals'],
  money: (minor: string) => string,
  from: number,
): number {
  return totals.reduce((y, { label, amountMinor, strong }) => {
    const style = strong ? STRONG : TEXT
    if (strong) rule(sheet, y + 2, LABEL_AT)
    const top = strong ? y + 7 : y
    write(sheet, label, { x: LABEL_AT, y: top }, strong ? style : { ...style, color: MUTED })
    write(sheet, money(amountMinor), { x: LABEL_AT, y: top, width: RIGHT - LABEL_AT, align: 'right' }, style)
    return y + heightOf(strong)
  }, from)
}

function heightOf(strong: boolean): number {
  return strong ? leading(STRONG) + 10 : leading(TEXT) + 3
}
