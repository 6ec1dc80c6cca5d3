/**
 * The code an address ends in, whatever characters it has: `…/add_ons/support%2Fgold.2026` and `…/add_ons/support/gold.2026`
 * mean the same. Empty for what cannot be decoded or
 * stored: no add-on has that code.
 */
export function codeInPath(url: string, prefix: string): string {
  const { pathname } = new URL(url)
  const rest = pathname.slice(prefix.length)
  try {
    const code = decodeURIComponent(rest.endsWith('/') ? rest.slice(0, -1) : rest)
    return code.includes('\0') ? '' : code
  } catch {
    return ''
  }
}
