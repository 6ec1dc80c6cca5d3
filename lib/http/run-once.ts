import { database } from '#lib/db/client.ts'
import { answerOf, responseOf } from './answer.ts'
import { claimRun, type IdempotencyClaim, keepAnswer, releaseRun, type StoredAnswer } from './idempotency.ts'
import type { Call, Respond } from './route-types.ts'

type Idempotency = Call<'user', undefined, undefined, undefined>['idempotency']

/**
 * Runs a request with an Idempotency-Key: once, and its repetitions are given the first answer (2xx to 4xx).
 *
 * Unless the handler commits its answer with its effects, the answer is kept right after them. A crash in between
 * leaves the claim to its lease; the repetition then runs again, which is harmless because operations converge: they
 * find what they did, and answer it. Answers of 500 and above are not kept.
 */
export async function runOnce<Result>(options: {
  attempt: Parameters<typeof claimRun>[0]
  headers: Record<string, string>
  respond: Respond<Result> | undefined
  handle(idempotency: Idempotency): Promise<Result> | Result
  refuse(error: unknown): StoredAnswer
}): Promise<Response> {
  const claimed = await claimRun(options.attempt)
  if ('status' in claimed) return responseOf(claimed, { ...options.headers, 'idempotency-replayed': 'true' })

  let committed = false
  const commit: Idempotency['commit'] = async (tx, result) => {
    await keepAnswer(tx, claimed, answerOf(options.respond, result as Result, true))
    committed = true
  }
  let result: Result
  try {
    result = await options.handle({ commit })
  } catch (error) {
    const answer = options.refuse(error)
    await settle(claimed, answer)
    return responseOf(answer, options.headers)
  }
  if (result instanceof Response) return keepResponse(claimed, result, options.headers)
  if (!committed) await keepAnswer(database(), claimed, answerOf(options.respond, result, true))
  return responseOf(answerOf(options.respond, result), options.headers)
}

async function keepResponse(claim: IdempotencyClaim, response: Response, extra: Record<string, string>) {
  const body = await response.text()
  const answer = { status: response.status, headers: Object.fromEntries(response.headers), body }
  await settle(claim, answer)
  return responseOf(answer, extra)
}

async function settle(claim: IdempotencyClaim, answer: StoredAnswer): Promise<void> {
  if (answer.status >= 500) {
    // The database may be what failed; the lease then runs out by itself.
    await releaseRun(claim).catch(() => {})
    return
  }
  await keepAnswer(database(), claim, answer)
}
