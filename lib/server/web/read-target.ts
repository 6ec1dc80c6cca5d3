/**
 * The address a request is for, under our own origin whatever its Host header says. Null for what is not a path
 * (absolute form, broken percent-encoding, NUL), which nothing behind us should have to think about.
 */
export function readTarget(target: string | undefined, origin: string): URL | null {
  const url = target?.startsWith('/') ? URL.parse(`${origin}${target}`) : null
  if (!url?.pathname.includes('%')) return url
  try {
    return decodeURIComponent(url.pathname).includes('\0') ? null : url
  } catch {
    return null
  }
}
