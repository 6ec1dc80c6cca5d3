/** Why an operation will not do what it was asked. Each kind has one meaning; transports map it (lib/http/problem.ts). */
export type DomainErrorKind =
  | 'not_found' // it does not exist, or not for this caller
  | 'refused' // a rule of the trade says no
  | 'conflict' // something else stands in the way right now
  | 'invalid' // a value is wrong, though it has the right shape
  | 'forbidden' // the caller may not do this at all
  | 'payment_required'
  | 'limit' // a limit of what the customer holds is reached
  | 'unavailable' // not our answer to give now; asking again later may work

export type FieldError = { field: string; reason: string; code: string }

/**
 * A refusal with words for a person and a code for a program. Operations throw it; it knows nothing of HTTP.
 *
 * @property detail what is shown to the person; where a seed gives the sentence, that sentence verbatim (S0.6)
 * @property field the input it is about, if there is one, dotted
 * @property extra further members of the answer, such as `offers`; JSON values only
 */
export class DomainError extends Error {
  override readonly name = 'DomainError'
  readonly kind: DomainErrorKind
  readonly code: string
  readonly detail: string
  readonly field: string | undefined
  readonly extra: Readonly<Record<string, unknown>>

  constructor(options: {
    kind: DomainErrorKind
    code: string
    detail: string
    field?: string
    extra?: Record<string, unknown>
    cause?: unknown
  }) {
    super(options.detail, { cause: options.cause })
    this.kind = options.kind
    this.code = options.code
    this.detail = options.detail
    this.field = options.field
    this.extra = options.extra ?? {}
  }
}
