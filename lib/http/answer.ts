import type { StoredAnswer } from './idempotency.ts'
import { type Problem, problemBody } from './problem.ts'
import type { Face, Respond } from './route-types.ts'

/** What answers of the API have in common: they are one caller's, and about this moment. */
const COMMON = { 'cache-control': 'no-store' }

/** A result as the answer the declaration makes of it. `stored` leaves out what may not be kept. */
export function answerOf<Result>(
  respond: Respond<Result> | undefined,
  result: Result,
  stored = false,
): StoredAnswer {
  const shape = (stored ? respond?.remember : undefined) ?? respond?.shape
  const shaped = shape ? shape(result) : result
  const declared = typeof respond?.status === 'function' ? respond.status(result) : respond?.status
  const status = declared ?? (shaped === undefined ? 204 : 200)
  const headers = { ...COMMON, ...respond?.headers?.(result) }
  if (shaped === undefined) return { status, headers, body: '' }
  return { status, headers: { ...headers, 'content-type': 'application/json' }, body: toJson(shaped) }
}

export function answerOfProblem(
  problem: Problem,
  context: { instance: string; requestId: string; face: Face | undefined },
): StoredAnswer {
  if (context.face) {
    const { status, body } = context.face(problem)
    const headers = { ...COMMON, ...problem.headers, 'content-type': 'application/json' }
    return { status, headers, body: toJson(body) }
  }
  const headers = { ...COMMON, ...problem.headers, 'content-type': 'application/problem+json' }
  return { status: problem.status, headers, body: problemBody(problem, context) }
}

export function responseOf(answer: StoredAnswer, extra: Record<string, string>): Response {
  const hasBody = answer.status !== 204 && answer.status !== 304
  return new Response(hasBody ? answer.body : null, {
    status: answer.status,
    headers: { ...answer.headers, ...extra },
  })
}

/** Minor units are exact: a bigint is written as a number while that is the same number, and never rounded. */
function toJson(value: unknown): string {
  return JSON.stringify(value, (key, item: unknown) => {
    if (typeof item !== 'bigint') return item
    const number = Number(item)
    if (!Number.isSafeInteger(number)) throw new RangeError(`${key} does not fit a JSON number`)
    return number
  })
}
