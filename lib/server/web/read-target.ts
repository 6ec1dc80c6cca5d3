/**
 * The address a request is for, under our own origin whatever its Host header says. Null for what is not a path
 * (absolute form, broken percent-encoding, NUL), which nothing behind us should have to think about.
 */
export function readTarget(target: string | undefined, origin: string): URL | null {
  if (!target?.startsWith('/') || !URL.canParse(`${origin}${target}`)) return null
  const url = new URL(`${origin}${target}`)
  try {
    return decodeURIComponent(url.pathname).includes('\0') ? null : url
  } catch {
    return null
  }
}
