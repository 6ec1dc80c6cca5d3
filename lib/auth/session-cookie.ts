import { config } from '#lib/server/config.ts'

/** Sessions last this long without signing in again; real time, in seconds. */
export const SESSION_SECONDS = 14 * 24 * 60 * 60

/** `__Host-` binds the cookie to this very host over https; plain http exists on one's own machine only. */
export function sessionCookieName(): string {
  return isSecure() ? '__Host-tackon.session' : 'tackon.session'
}

export function isSecure(): boolean {
  return config().appUrl.protocol === 'https:'
}

/** The session cookie's value; long ones come in numbered chunks. Null when there is none. */
export function readSessionCookie(cookieHeader: string | null): string | null {
  if (!cookieHeader) return null
  const name = sessionCookieName()
  const chunks: { index: number; value: string }[] = []
  for (const pair of cookieHeader.split(';')) {
    const at = pair.indexOf('=')
    const key = pair.slice(0, at).trim()
    if (at < 0 || (key !== name && !key.startsWith(`${name}.`))) continue
    const index = key === name ? 0 : Number(key.slice(name.length + 1))
    if (Number.isInteger(index)) chunks.push({ index, value: pair.slice(at + 1).trim() })
  }
  if (chunks.length === 0) return null
  return chunks
    .sort((a, b) => a.index - b.index)
    .map((chunk) => chunk.value)
    .join('')
}
