import path from 'node:path'
import PDFDocument from 'pdfkit'

/** A4 in points, with its margins. */
export const PAGE = { width: 595.28, height: 841.89, margin: 40, foot: 56 }
export const LEFT = PAGE.margin
export const RIGHT = PAGE.width - PAGE.margin
/** Where the text of a page ends and its foot begins. */
export const BOTTOM = PAGE.height - PAGE.foot

export const INK = '#1f2430'
export const MUTED = '#5b6270'
const RULE = '#d9dbe0'

export type Sheet = InstanceType<typeof PDFDocument>

export type Style = { size: number; bold?: boolean; color?: string }

/** By the place of the product: a bundler that moves this file does not move the fonts with it. */
const file = (font: string) => path.join(process.cwd(), 'node_modules', font)

/** The product's own font, which is quick to lay out, and one that has more scripts. */
const FONTS = {
  regular: 'geist/dist/fonts/geist-sans/Geist-Regular.ttf',
  bold: 'geist/dist/fonts/geist-sans/Geist-SemiBold.ttf',
  'other regular': '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  'other bold': '@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf',
}
const OTHER_SCRIPT = /[^\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Common}]/u

/** An empty document of A4 pages. The same document gives the same bytes. */
export function openSheet(about: { title: string; author: string; createdAt: Date }): Sheet {
  const sheet = new PDFDocument({
    // Those below: the same font by two names would be read anew for every text.
    font: '',
    size: 'A4',
    margin: PAGE.margin,
    bufferPages: true,
    lang: 'en',
    displayTitle: true,
    info: { Title: about.title, Author: about.author, Producer: 'Tackon', CreationDate: about.createdAt },
  })
  for (const [name, font] of Object.entries(FONTS)) sheet.registerFont(name, file(font))
  return sheet
}

/** Takes the font for a text. */
export function use(sheet: Sheet, { size, bold = false, color = INK }: Style, text: string): Sheet {
  const weight = bold ? 'bold' : 'regular'
  const name = OTHER_SCRIPT.test(text) ? `other ${weight}` : weight
  return sheet.font(name).fontSize(size).fillColor(color)
}

/** How far apart lines of text are. */
export function leading({ size }: Style): number {
  return Math.round(size * 1.42 * 100) / 100
}

/** Writes one line of text whose top is at `y`, cut nowhere: wrap it before. */
export function write(
  sheet: Sheet,
  text: string,
  at: { x: number; y: number; width?: number; align?: 'left' | 'right' },
  style: Style,
): void {
  const { x, y, width, align = 'left' } = at
  use(sheet, style, text)
  const start = width !== undefined && align === 'right' ? x + width - sheet.widthOfString(text) : x
  sheet.text(text, start, y, { lineBreak: false })
}

/** A text as lines no wider than `width`: between words, and within a word that is wider. */
export function wrap(sheet: Sheet, text: string, width: number, style: Style): string[] {
  use(sheet, style, text)
  const fits = (line: string) => sheet.widthOfString(line) <= width
  return text.split(/\r?\n/).flatMap((paragraph) => {
    const words = paragraph.split(/\s+/).filter((word) => word !== '')
    const pieces = words.flatMap((word) => (fits(word) ? [word] : fill([...word], '', fits)))
    return fill(pieces, ' ', fits)
  })
}

/** As many parts on a line as fit. */
function fill(parts: readonly string[], between: string, fits: (line: string) => boolean): string[] {
  const lines: string[] = []
  for (const part of parts) {
    const last = lines.at(-1)
    const longer = `${last}${between}${part}`
    if (last !== undefined && fits(longer)) lines[lines.length - 1] = longer
    else lines.push(part)
  }
  return lines
}

/** A hairline across the page. */
export function rule(sheet: Sheet, y: number, from = LEFT, to = RIGHT): void {
  sheet.moveTo(from, y).lineTo(to, y).lineWidth(0.6).strokeColor(RULE).stroke()
}
