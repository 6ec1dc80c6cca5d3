import type { Route } from './http-types.ts'

export type RouteMatch =
  | { readonly kind: 'route'; readonly route: Route; readonly params: Record<string, string> }
  | { readonly kind: 'wrong-method'; readonly allowed: readonly string[] }
  | { readonly kind: 'none' }

export function matchRoute(input: {
  readonly routes: readonly Route[]
  readonly method: string
  readonly pathname: string
}): RouteMatch {
  const allowed: string[] = []
  for (const route of input.routes) {
    const params = matchPath({ pattern: route.path, pathname: input.pathname })
    if (!params) continue
    if (route.method === input.method) return { kind: 'route', route, params }
    allowed.push(route.method)
  }
  return allowed.length > 0 ? { kind: 'wrong-method', allowed } : { kind: 'none' }
}

function matchPath({
  pattern,
  pathname,
}: {
  pattern: string
  pathname: string
}): Record<string, string> | null {
  const wanted = segments(pattern)
  const given = segments(pathname)
  if (wanted.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = decode(given[index] ?? '')
    if (value === null) return null
    if (part.startsWith(':')) params[part.slice(1)] = value
    else if (part !== value) return null
  }
  return params
}

function segments(path: string): string[] {
  return path.split('/').filter((part) => part !== '')
}

function decode(segment: string): string | null {
  try {
    return decodeURIComponent(segment)
  } catch {
    return null
  }
}
