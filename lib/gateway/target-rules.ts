/** Where the gateway is. */
const PREFIX = '/forward'

/** Whether an address is the gateway's: it and everything below it. */
export function isForwarded(pathname: string): boolean {
  return pathname === PREFIX || pathname.startsWith(`${PREFIX}/`)
}

/**
 * The target to ask the upstream for: what stands behind `/forward`, below the upstream's own path. Where it goes is
 * never up to the caller: the host is not part of it, a leading `//host` is a path, and dots that an upstream could
 * take for steps upward once it decodes them are refused (null). Plain ones the URL parser has resolved already.
 */
export function upstreamTarget(url: URL, upstream: URL): string | null {
  const below = url.pathname.slice(PREFIX.length).replace(/^\/+/, '/')
  if (below.includes('%') && climbs(below)) return null
  const base = upstream.pathname.replace(/\/+$/, '')
  return `${base}${below}` === '' ? `/${url.search}` : `${base}${below}${url.search}`
}

function climbs(pathname: string): boolean {
  try {
    return (
      decodeURIComponent(pathname)
        .split(/[/\\]/)
        // Some parsers drop what cannot be seen before they look.
        .some((segment) => /^\.{1,2}$/.test(segment.replaceAll(/[\p{Cc}\s]/gu, '')))
    )
  } catch {
    return true
  }
}
