import { STATUS_CODES } from 'node:http'
import type { FieldError } from '#lib/errors/domain-error.ts'
import type { Problem } from '#lib/http/problem.ts'
import type { Face } from '#lib/http/route-types.ts'
import { lagoError } from './schemas.ts'

/** Our words for what is wrong with a field, in Lago's. A word of an operation is Lago's own already. */
const WORDS: Record<string, string> = {
  missing: 'value_is_mandatory',
  too_small: 'value_is_out_of_range',
  too_big: 'value_is_out_of_range',
  invalid_type: 'value_is_invalid',
  invalid_value: 'value_is_invalid',
  invalid_format: 'value_is_invalid',
  invalid_text: 'value_is_invalid',
  not_multiple_of: 'value_is_invalid',
  too_deep: 'value_is_invalid',
}

/** Refusals Lago answers with another status than we do. */
const STATUSES: Record<string, number> = { not_voidable: 405, not_creditable: 405 }

/**
 * S1.2 refusals as a client of Lago expects them: `status`, `error` and `code`; wrong fields by name without the root
 * key, under 422 `validation_errors`; 400 where the root key is missing.
 */
export const lagoFace: Face = Object.assign(refusal, { schema: lagoError })

function refusal(problem: Problem) {
  const root = missingRoot(problem)
  if (root !== null) {
    return answer(400, { error: `BadRequest: param is missing or the value is empty: ${root}` })
  }
  if (problem.status === 422 && problem.errors.length > 0) {
    const details = { code: 'validation_errors', error_details: detailsOf(problem) }
    return answer(422, { error: 'Unprocessable Entity', ...details })
  }
  const status = STATUSES[problem.code] ?? problem.status
  const error = STATUS_CODES[status] ?? problem.title
  return answer(status, status === 401 ? { error } : { error, code: problem.code })
}

function answer(status: number, rest: Record<string, unknown>) {
  return { status, body: { status, ...rest } }
}

/** The name of the key all of a body stands under, when that is not there; `body` when nothing was sent at all. */
function missingRoot({ code, errors }: Problem): string | null {
  const found = errors.find(({ field }) => !field.includes('.'))
  return code === 'invalid_body' && found ? found.field : null
}

function detailsOf({ code, errors }: Problem): Record<string, string[]> {
  const details: Record<string, string[]> = {}
  for (const error of errors) {
    const field = code === 'invalid_body' ? withoutRoot(error) : error.field
    details[field] = [...new Set([...(details[field] ?? []), WORDS[error.code] ?? error.code])]
  }
  return details
}

const withoutRoot = ({ field }: FieldError) => field.slice(field.indexOf('.') + 1)
