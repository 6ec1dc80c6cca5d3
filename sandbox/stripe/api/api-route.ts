import type { z } from 'zod'
import type { Act } from '../stripe-context.ts'
import type { Form } from './read-form.ts'
import { readParams } from './read-params.ts'
import type { StripeError } from './stripe-error.ts'

/** What an operation answers with: an object of the API, or a refusal that leaves what happened. */
export type Answer = object | StripeError

export type ApiRoute = {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  readonly answer: (call: {
    readonly act: Act
    readonly ids: Readonly<Record<string, string>>
    readonly given: Form
  }) => Answer
}

/** One call of the API. `run` is synchronous and inside one transaction; `id` is the path's own. */
export function apiRoute<Schema extends z.ZodType>(spec: {
  readonly method: ApiRoute['method']
  readonly path: string
  readonly input: Schema
  readonly run: (
    act: Act,
    call: {
      readonly id: string
      readonly ids: Readonly<Record<string, string>>
      readonly input: z.output<Schema>
    },
  ) => Answer
}): ApiRoute {
  const { method, path, input, run } = spec
  return {
    method,
    path,
    answer: ({ act, ids, given }) => run(act, { id: ids.id ?? '', ids, input: readParams(input, given) }),
  }
}
