import type { z } from 'zod'
import type { FieldError } from '#lib/errors/domain-error.ts'
import { describeIssues } from './describe-issues.ts'
import { findUnsafeValue } from './find-unsafe-value.ts'
import { Problem } from './problem.ts'

/** Parses a body or query with its schema. Throws 422 naming every wrong field. */
export function validate<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  place: 'body' | 'query',
): z.output<Schema> {
  const unsafe = findUnsafeValue(value)
  if (unsafe) throw invalid([unsafe], place)
  const parsed = schema.safeParse(value, { reportInput: true })
  if (!parsed.success) throw invalid(describeIssues(parsed.error, place), place)
  return parsed.data
}

/** Parses path parameters. What is malformed names nothing that exists: 404. */
export function validateParams<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = findUnsafeValue(value) ? undefined : schema.safeParse(value)
  if (!parsed?.success)
    throw new Problem({ status: 404, code: 'not_found', detail: 'There is nothing here.' })
  return parsed.data
}

function invalid(errors: FieldError[], place: 'body' | 'query'): Problem {
  const named = errors.map((error) => `${error.field}: ${error.reason}`)
  return new Problem({
    status: 422,
    code: place === 'body' ? 'invalid_body' : 'invalid_query',
    title: 'The request has the wrong shape',
    detail: named.join(' '),
    errors,
  })
}
