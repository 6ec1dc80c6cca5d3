import type { z } from 'zod'
import type { Form } from './read-form.ts'
import { StripeError } from './stripe-error.ts'

/** What was sent, as `schema` reads it; anything else is refused as Stripe does, naming the parameter. */
export function readParams<Schema extends z.ZodType>(schema: Schema, given: Form): z.output<Schema> {
  const read = schema.safeParse(given)
  if (read.success) return read.data
  throw refusalOf(deepest(read.error.issues), given)
}

/** Of the branches of a union, the one that got furthest says what is wrong. */
function deepest(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue | undefined {
  const [first] = issues
  if (first?.code !== 'invalid_union') return first
  const inner = first.errors
    .map(deepest)
    .filter((issue) => issue !== undefined)
    .map((issue) => ({ ...issue, path: [...first.path, ...issue.path] }))
  return inner.sort((left, right) => right.path.length - left.path.length)[0] ?? first
}

function refusalOf(issue: z.core.$ZodIssue | undefined, given: Form): StripeError {
  if (!issue) return new StripeError({ message: 'Invalid request.' })
  if (issue.code === 'unrecognized_keys') {
    const param = nameOf([...issue.path, issue.keys[0] ?? ''])
    return new StripeError({
      code: 'parameter_unknown',
      param,
      message: `Received unknown parameter: ${param}`,
    })
  }
  const param = nameOf(issue.path)
  if (valueAt(given, issue.path) === undefined) {
    return new StripeError({ code: 'parameter_missing', param, message: `Missing required param: ${param}.` })
  }
  const code: unknown = issue.code === 'custom' ? issue.params?.code : undefined
  return new StripeError({
    param,
    message: issue.code === 'custom' ? issue.message : `Invalid ${param}: ${issue.message}`,
    ...(typeof code === 'string' && code !== '' ? { code } : {}),
  })
}

function nameOf(path: readonly PropertyKey[]): string {
  const [head = '', ...rest] = path.map(String)
  return head + rest.map((part) => `[${part}]`).join('')
}

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[part] : undefined,
    given,
  )
}
