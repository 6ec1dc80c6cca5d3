import type { HttpReply } from './http-types.ts'

export type FieldError = { readonly field: string; readonly reason: string }

type ProblemInput = {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly errors?: readonly FieldError[]
}

/** A refusal that is told to the caller as RFC 9457 problem+json. Thrown by handlers, answered by the server. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly errors: readonly FieldError[]

  constructor({ status, code, title, detail, errors = [] }: ProblemInput) {
    super(detail)
    this.name = 'Problem'
    this.status = status
    this.code = code
    this.title = title
    this.errors = errors
  }
}

export function problemReply(problem: Problem): HttpReply {
  const { status, code, title, message, errors } = problem
  const body = {
    type: 'about:blank',
    title,
    status,
    detail: message,
    code,
    ...(errors.length > 0 ? { errors } : {}),
  }
  return {
    kind: 'answer',
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
    body: JSON.stringify(body),
  }
}

export function invalidInput(errors: readonly FieldError[]): Problem {
  const detail = errors.map(({ field, reason }) => `${field}: ${reason}`).join('; ')
  return new Problem({ status: 422, code: 'invalid_input', title: 'Invalid input', detail, errors })
}

export function notFound(detail: string): Problem {
  return new Problem({ status: 404, code: 'not_found', title: 'Not found', detail })
}

export function conflict({ code, detail }: { readonly code: string; readonly detail: string }): Problem {
  return new Problem({ status: 409, code, title: 'Not possible now', detail })
}
