import { z } from 'zod'

/** A JSON Schema (2020-12), or a reference to one. */
export type JsonSchema = { $ref?: string; [keyword: string]: unknown }
export type Reference = { $ref: string }

export type Parameter = {
  name: string
  in: 'path' | 'query' | 'header'
  required: boolean
  description?: string
  schema: JsonSchema
}
export type Content = Record<string, { schema?: JsonSchema }>
export type Answer = {
  description: string
  headers?: Record<string, Reference>
  content?: Content
}
export type Operation = {
  operationId: string
  summary: string
  description: string
  tags: string[]
  security: Record<string, string[]>[]
  parameters?: (Parameter | Reference)[]
  requestBody?: { required: boolean; content: Content }
  /** By status, and `default` for every other refusal. */
  responses: Record<string, Answer | Reference>
}
export type PathItem = Partial<Record<'get' | 'put' | 'post' | 'patch' | 'delete', Operation>>

/** What `GET /api/openapi.json` says (OpenAPI 3.1), as far as we use it. */
export type OpenApiDocument = {
  openapi: '3.1.1'
  info: { title: string; version: string; description: string }
  servers: { url: string }[]
  tags: { name: string; description: string }[]
  paths: Record<string, PathItem>
  components: {
    schemas: Record<string, JsonSchema>
    parameters: Record<string, Parameter>
    headers: Record<string, { description: string; schema: JsonSchema }>
    responses: Record<string, Answer>
    securitySchemes: Record<string, Record<string, string>>
  }
}

/** `GET /api/openapi.json`, as its own documentation says it. */
export const openApiResponse = z.looseObject({
  openapi: z.literal('3.1.1'),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.looseObject({})),
})

/** A refusal of ours (RFC 9457). `code` is for programs, `detail` for people. */
export const problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  instance: z.string(),
  requestId: z.string(),
  errors: z.array(z.object({ field: z.string(), reason: z.string(), code: z.string() })).optional(),
})
