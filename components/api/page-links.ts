/** The page numbers a `Link` header leads to (RFC 8288); null where there is none. */
export function pageLinks(headers: Headers): { next: string | null; prev: string | null } {
  const link = headers.get('link') ?? ''
  const pageOf = (rel: string): string | null => {
    const target = new RegExp(`<([^>]*)>;\\s*rel="${rel}"`).exec(link)?.[1]
    return target === undefined ? null : new URL(target, 'http://here.invalid').searchParams.get('page')
  }
  return { next: pageOf('next'), prev: pageOf('prev') }
}
