import { DomainError } from '#lib/errors/domain-error.ts'
import { databaseTrouble } from './database-errors.ts'
import { Problem, problemOfDomainError } from './problem.ts'

/**
 * Any failure as the answer to give for it. A refusal answers for itself; a database in trouble is 503; everything
 * else is a defect: 500, and nothing of it is shown.
 */
export function problemOfError(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof DomainError) return problemOfDomainError(error)
  const trouble = databaseTrouble(error)
  switch (trouble) {
    case 'unreachable':
    case 'busy':
      return new Problem({
        status: 503,
        code: trouble === 'busy' ? 'busy' : 'database_unreachable',
        detail: 'The service cannot answer right now. Nothing was changed; try again in a moment.',
        headers: { 'retry-after': trouble === 'busy' ? '1' : '5' },
        cause: error,
      })
    case 'bad_value':
      return new Problem({
        status: 422,
        code: 'invalid_value',
        detail: 'A value is outside of what can be stored.',
        cause: error,
      })
    case null:
      return new Problem({
        status: 500,
        code: 'internal_error',
        detail: 'Something failed on our side. The request id helps us find it.',
        cause: error,
      })
    default:
      trouble satisfies never
      throw error
  }
}
