/** Markup that is safe to put into a page: only `html` makes it. */
export type Markup = { readonly markup: string }
type Part = Markup | string | number | null | false | readonly Part[]

/** Template tag that escapes every value that is not itself markup. */
export function html(strings: TemplateStringsArray, ...values: readonly Part[]): Markup {
  const markup = strings.reduce((text, piece, index) => {
    const value = values[index - 1]
    return text + (value === undefined ? '' : render(value)) + piece
  })
  return { markup }
}

function render(part: Part): string {
  if (part === null || part === false) return ''
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part))
  if (isList(part)) return part.map(render).join('')
  return part.markup
}

function isList(part: Part): part is readonly Part[] {
  return Array.isArray(part)
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
