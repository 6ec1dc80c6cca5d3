import type { RouteFacts, RouteHandler } from '#lib/http/route-types.ts'

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const
export type Method = (typeof METHODS)[number]

/** One method at one address: `/api/tokens/{id}`. */
export type ApiRoute = { path: string; method: Method; facts: RouteFacts | undefined }

/**
 * Every route of the modules, by the folder each stands in: `/api/tokens/[id]`. A parameter of several segments is one
 * of a path here, too: its slashes are sent encoded.
 */
export function routesOf(
  modules: Readonly<Record<string, object>>,
): (ApiRoute & { handler: RouteHandler })[] {
  return Object.entries(modules).flatMap(([folder, module]) => {
    const path = folder.replaceAll(/\[+(?:\.\.\.)?(\w+)\]+/g, '{$1}')
    return METHODS.flatMap((method) => {
      const handler = (module as Record<string, RouteHandler | undefined>)[method.toUpperCase()]
      return handler ? [{ path, method, handler, facts: handler.facts }] : []
    })
  })
}

/** `postV1InvoicesByIdVoid`: what generated clients call it. */
export function operationIdOf({ method, path }: Pick<ApiRoute, 'method' | 'path'>): string {
  const words = path
    .slice('/api/'.length)
    .replaceAll(/\{(\w+)\}/g, 'by-$1')
    .split(/[^A-Za-z0-9]+/)
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}
