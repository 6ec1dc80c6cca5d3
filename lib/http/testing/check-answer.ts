import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { RouteHandler } from '../route-types.ts'

/**
 * Throws when a route answers something else than its declaration says, be it a member more: what is documented is what
 * is answered, in every test that asks. Refusals have a form of their own, and tests of their own.
 */
export function checkAnswer(
  { facts }: RouteHandler,
  { status, headers, body }: { status: number; headers: Headers; body: unknown },
): void {
  if (!facts?.answers || status >= 400) return
  const answer = facts.answers[status]
  if (answer === undefined) throw new Error(`"${facts.summary}" does not say that it answers ${status}`)
  if (answer === null) {
    if (body !== '') throw new Error(`"${facts.summary}" says that it answers ${status} with nothing`)
    return
  }
  const { media, schema } =
    answer instanceof z.ZodType ? { media: 'application/json', schema: answer } : answer
  if (!headers.get('content-type')?.startsWith(media)) {
    throw new Error(`"${facts.summary}" answers ${headers.get('content-type')} instead of ${media}`)
  }
  if (schema && !isDeepStrictEqual(schema.parse(body), body)) {
    throw new Error(`"${facts.summary}" answers more than its schema has: ${JSON.stringify(body)}`)
  }
}
