import { STATUS_CODES } from 'node:http'
import type { DomainError, DomainErrorKind, FieldError } from '#lib/errors/domain-error.ts'

/** Members that are ours to set; `extra` never overrides them. */
const RESERVED = new Set(['type', 'title', 'status', 'detail', 'code', 'instance', 'requestId', 'errors'])

/** An error answer of ours (RFC 9457). For what only HTTP knows about; operations throw `DomainError`. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly errors: readonly FieldError[]
  readonly extra: Readonly<Record<string, unknown>>
  readonly headers: Readonly<Record<string, string>>

  constructor(options: {
    status: number
    code: string
    detail: string
    title?: string
    field?: string
    errors?: readonly FieldError[]
    extra?: Record<string, unknown>
    headers?: Record<string, string>
    cause?: unknown
  }) {
    super(options.detail, { cause: options.cause })
    this.status = options.status
    this.code = options.code
    this.title = options.title ?? STATUS_CODES[options.status] ?? 'Error'
    this.detail = options.detail
    this.errors =
      options.errors ??
      (options.field === undefined
        ? []
        : [{ field: options.field, reason: options.detail, code: options.code }])
    this.extra = options.extra ?? {}
    this.headers = options.headers ?? {}
  }
}

/** D3: not found 404, refusals 400, malformed 422; a reached limit is 403 (S0.13). */
const STATUS_OF_KIND: Record<DomainErrorKind, number> = {
  not_found: 404,
  refused: 400,
  conflict: 409,
  invalid: 422,
  forbidden: 403,
  payment_required: 402,
  limit: 403,
  unavailable: 503,
}

/** A refusal of an operation as an answer. */
export function problemOfDomainError(error: DomainError): Problem {
  const status = STATUS_OF_KIND[error.kind]
  return new Problem({
    status,
    code: error.code,
    detail: error.detail,
    field: error.field,
    extra: error.extra,
    headers: status === 503 ? { 'retry-after': '5' } : {},
    cause: error,
  })
}

/** The body of a problem, as `application/problem+json`. */
export function problemBody(problem: Problem, context: { instance: string; requestId: string }): string {
  const extra = Object.entries(problem.extra).filter(([name]) => !RESERVED.has(name))
  return JSON.stringify({
    type: `urn:tackon:problem:${problem.code}`,
    title: problem.title,
    status: problem.status,
    detail: problem.detail,
    code: problem.code,
    instance: context.instance,
    requestId: context.requestId,
    ...(problem.errors.length > 0 ? { errors: problem.errors } : {}),
    ...Object.fromEntries(extra),
  })
}
