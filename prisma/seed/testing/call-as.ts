import { createAccessToken } from '#lib/auth/create-access-token.ts'
import { database } from '#lib/db/client.ts'
import { realNow } from '#lib/db/clock.ts'
import type { RouteHandler } from '#lib/http/route-types.ts'
import { checkAnswer } from '#lib/http/testing/check-answer.ts'

type Sent = { method?: string; path: string; body?: unknown; headers?: Record<string, string> }
export type Answer = { status: number; headers: Headers; body: unknown }
export type Caller = (handler: RouteHandler, sent: Sent) => Promise<Answer>

/** Calls route handlers as a script would: with a bearer token of the holder, or with none. */
export async function callAs(holder: { userId: string; customerId: string } | null): Promise<Caller> {
  const options = { name: 'test', expiresAt: null, now: realNow() }
  const made = holder && (await createAccessToken(database(), { ...holder, ...options }))
  const authorization: Record<string, string> = made ? { authorization: `Bearer ${made.token}` } : {}
  return async (handler, { method = 'GET', path, body, headers }) => {
    const request = new Request(`http://localhost:3000${path}`, {
      method,
      headers: { ...authorization, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const response = await handler(request, { params: Promise.resolve({}) })
    const text = await response.text()
    const { status, headers: answered } = response
    checkAnswer(handler, { status, headers: answered, body: text === '' ? text : JSON.parse(text) })
    return { status, headers: answered, body: text === '' ? null : JSON.parse(text) }
  }
}
