import type { z } from 'zod'
import type { HttpRequest } from './http-types.ts'
import { type FieldError, invalidInput, Problem } from './problem.ts'
import { parseJsonObject } from './read-body.ts'

/** The JSON body as `schema` reads it; anything else is a `Problem` that names field and reason. */
export function readWith<Schema extends z.ZodType>(schema: Schema, request: HttpRequest): z.infer<Schema> {
  const body = readJsonBody(request)
  const read = schema.safeParse(body)
  if (read.success) return read.data
  throw invalidInput(read.error.issues.flatMap(fieldErrors))
}

/** The JSON object sent; an empty body counts as `{}`. */
export function readJsonBody(request: HttpRequest): Record<string, unknown> {
  const body = parseJsonObject(request.rawBody)
  if (body.ok) return body.value
  throw new Problem({
    status: 400,
    code: 'malformed_body',
    title: 'Malformed body',
    detail: `It could not be read: ${body.reason}.`,
    errors: [{ field: '(body)', reason: body.reason }],
  })
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: [...issue.path, key].join('.'), reason: 'unknown field' }))
  }
  return [{ field: issue.path.join('.') || '(body)', reason: issue.message }]
}
