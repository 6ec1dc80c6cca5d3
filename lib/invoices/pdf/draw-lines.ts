import type { BillingDocument } from '../schemas.ts'
import { type Column, GAP, HEAD, lineColumns, SMALL, TEXT } from './line-columns.ts'
import { BOTTOM, LEFT, leading, PAGE, rule, type Sheet, type Style, wrap, write } from './sheet.ts'

const PADDING = 6

type Line = BillingDocument['lines'][number]
type Row = { height: number; cells: { column: Column; x: number; text: string; style: Style }[] }

/** The lines as a table whose head is repeated on every page. Answers where the next thing begins. */
export function drawLines(
  sheet: Sheet,
  document: BillingDocument,
  money: (minor: string) => string,
  from: number,
): number {
  const columns = lineColumns(sheet, document, money)
  let y = drawTableHead(sheet, columns, from)
  for (const [index, line] of document.lines.entries()) {
    const rows = rowsOf(sheet, columns, line, index)
    const height = rows.reduce((sum, row) => sum + row.height, 0) + 2 * PADDING
    // What fits on a page is not divided.
    if (y + height > BOTTOM && height < BOTTOM - PAGE.margin - 40) y = nextPage(sheet, columns)
    y += PADDING
    for (const row of rows) {
      if (y + row.height > BOTTOM) y = nextPage(sheet, columns) + PADDING
      for (const { column, x, text, style } of row.cells) {
        write(sheet, text, { x, y, width: column.width, align: column.align }, style)
      }
      y += row.height
    }
    y += PADDING
    rule(sheet, y)
  }
  return y + 14
}

/** A line of the document as lines of text over all columns, any of which may be the last on a page. */
function rowsOf(sheet: Sheet, columns: readonly Column[], line: Line, index: number): Row[] {
  const rows: Row[] = []
  let x = LEFT
  for (const column of columns) {
    const styled = (texts: string[], style: Style) =>
      texts.flatMap((text) => wrap(sheet, text, column.width, style).map((part) => ({ text: part, style })))
    const parts = [...styled(column.texts(line, index), TEXT), ...styled(column.small(line), SMALL)]
    for (const [at, { text, style }] of parts.entries()) {
      const row = rows[at] ?? { height: 0, cells: [] }
      row.height = Math.max(row.height, leading(style))
      row.cells.push({ column, x, text, style })
      rows[at] = row
    }
    x += column.width + GAP
  }
  return rows
}

function drawTableHead(sheet: Sheet, columns: readonly Column[], y: number): number {
  const heads = columns.map(({ head, width, align }) => ({
    width,
    align,
    lines: wrap(sheet, head, width, HEAD),
  }))
  const height = Math.max(...heads.map(({ lines }) => lines.length)) * leading(HEAD)
  let x = LEFT
  for (const { width, align, lines } of heads) {
    const top = y + height - lines.length * leading(HEAD)
    for (const [at, text] of lines.entries()) {
      write(sheet, text, { x, y: top + at * leading(HEAD), width, align }, HEAD)
    }
    x += width + GAP
  }
  rule(sheet, y + height + 4)
  return y + height + 4
}

function nextPage(sheet: Sheet, columns: readonly Column[]): number {
  sheet.addPage()
  return drawTableHead(sheet, columns, PAGE.margin)
}
