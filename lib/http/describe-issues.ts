import type { z } from 'zod'
import type { FieldError } from '#lib/errors/domain-error.ts'

const MAX_ERRORS = 20

/**
 * What is wrong with which field, in words a person can act on. Never repeats the values that were sent.
 * Parse with `reportInput`, so that a missing field can be told from a wrong one.
 */
export function describeIssues(error: z.ZodError, root: string): FieldError[] {
  return error.issues.flatMap((issue) => describeIssue(issue, root)).slice(0, MAX_ERRORS)
}

function describeIssue(issue: z.core.$ZodIssue, root: string): FieldError[] {
  const at = (path: readonly PropertyKey[]) => path.map(String).join('.').slice(0, 120) || root
  const field = at(issue.path)
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        field: at([...issue.path, key]),
        reason: 'This field is not known here.',
        code: 'unknown_field',
      }))
    case 'invalid_type':
      return 'input' in issue && issue.input === undefined
        ? [{ field, reason: 'This field is required.', code: 'missing' }]
        : [{ field, reason: `Must be ${nameOfType(issue.expected)}.`, code: 'invalid_type' }]
    case 'too_small':
      return [
        {
          field,
          reason: bound({ issue, limit: issue.minimum, word: 'at least', exclusive: 'more than' }),
          code: 'too_small',
        },
      ]
    case 'too_big':
      return [
        {
          field,
          reason: bound({ issue, limit: issue.maximum, word: 'at most', exclusive: 'less than' }),
          code: 'too_big',
        },
      ]
    case 'invalid_value':
      return [
        { field, reason: `Must be one of: ${issue.values.map(String).join(', ')}.`, code: 'invalid_value' },
      ]
    case 'invalid_format':
      return [{ field, reason: `Is not a valid ${issue.format}.`, code: 'invalid_format' }]
    case 'not_multiple_of':
      return [{ field, reason: `Must be a multiple of ${issue.divisor}.`, code: 'not_multiple_of' }]
    case 'invalid_union':
      return [{ field, reason: 'Has none of the accepted forms.', code: 'invalid_value' }]
    case 'invalid_key':
    case 'invalid_element':
      return [{ field, reason: 'Is not accepted here.', code: issue.code }]
    case 'custom':
      return [{ field, reason: issue.message, code: codeOf(issue.params) }]
    default:
      issue satisfies never
      return []
  }
}

/** A check of a schema's own may say which code its refusal has: `params: { code: 'missing' }`. */
function codeOf(params: Record<string, unknown> | undefined): string {
  return typeof params?.code === 'string' ? params.code : 'invalid_value'
}

const NAMES: Record<string, string> = {
  int: 'a whole number',
  number: 'a number',
  string: 'text',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
}

const nameOfType = (expected: string) => NAMES[expected] ?? `a ${expected}`

function bound(options: {
  issue: { origin: string; inclusive?: boolean }
  limit: number | bigint
  word: string
  exclusive: string
}): string {
  const { issue, limit } = options
  const word = issue.inclusive === false ? options.exclusive : options.word
  if (issue.origin === 'string') return `Must have ${word} ${limit} character${limit === 1 ? '' : 's'}.`
  if (issue.origin === 'array') return `Must have ${word} ${limit} item${limit === 1 ? '' : 's'}.`
  return `Must be ${word} ${limit}.`
}
