import { forwardDocument } from '#lib/gateway/forward-document.ts'
import type { RouteFacts } from '#lib/http/route-types.ts'
import { buildDocument } from '#lib/openapi/build-document.ts'
import { routesOf } from '#lib/openapi/routes-of.ts'
import { type OpenApiDocument, openApiResponse } from '#lib/openapi/schemas.ts'
import { config } from '../config.ts'
import { apiRoutes } from './api-routes.ts'

/** What the route of the document declares; here, because the document is made of everything but that route. */
export const documentFacts = {
  access: 'public',
  summary: 'Read this document',
  answers: { 200: openApiResponse, 304: null },
} as const satisfies RouteFacts

let built: OpenApiDocument | undefined

/** The API as this build has it (OpenAPI 3.1). Made once. */
export function apiDocument(): OpenApiDocument {
  built ??= buildDocument({
    routes: [...routesOf(apiRoutes), { path: '/api/openapi.json', method: 'get', facts: documentFacts }],
    parts: [forwardDocument],
    url: config().appUrl.origin,
  })
  return built
}
