import type { StripeContext } from '../stripe-context.ts'

const page = 'sandbox:/'
const embeddedLines = 10

/** The address of a page of this sandbox, as it is stored: the port is only known when it is shown. */
export function pageAddress(path: string): string {
  return page + path
}

/** JSON as the API shows it: pages with their origin, and at most ten lines of an invoice inside it. */
export function serialize({ origin }: Pick<StripeContext, 'origin'>, value: unknown): string {
  return JSON.stringify(value, (name, part: unknown) => {
    if (typeof part === 'string' && part.startsWith(page)) return `${origin.url}/${part.slice(page.length)}`
    if (name !== 'lines' || !isLong(part)) return part
    return { ...part, data: part.data.slice(0, embeddedLines), has_more: true }
  })
}

function isLong(part: unknown): part is { readonly data: readonly unknown[] } {
  return (
    typeof part === 'object' &&
    part !== null &&
    'data' in part &&
    Array.isArray(part.data) &&
    part.data.length > embeddedLines
  )
}
