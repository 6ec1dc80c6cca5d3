const home = '/billing'

/**
 * Where to go after signing in: the page that was asked for, if it is one of ours. Anything that could lead
 * to another origin (`//host`, `/\host`, a scheme) goes home instead.
 */
export function returnPath(asked: string | null | undefined): string {
  if (!asked) return home
  const base = 'http://here.invalid'
  const url = URL.canParse(asked, base) ? new URL(asked, base) : null
  if (!url || url.origin !== base || !asked.startsWith('/')) return home
  const path = `${url.pathname}${url.search}${url.hash}`
  return path.startsWith('//') || path.startsWith('/sign-in') ? home : path
}
