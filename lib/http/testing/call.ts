import type { RouteHandler, RouteParams } from '../route-types.ts'
import { checkAnswer } from './check-answer.ts'

export type Called = { status: number; headers: Headers; body: unknown }

/** Calls a route as a client would, for a test. A string is sent as it is, anything else as JSON. */
export async function call(
  handler: RouteHandler,
  sent: {
    method?: string
    path?: string
    params?: RouteParams
    headers?: Record<string, string>
    token?: string
    body?: unknown
  } = {},
): Promise<Called> {
  const { method = 'GET', path = '/api/test', headers = {}, token, body } = sent
  const request = new Request(`http://localhost:3000${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const response = await handler(request, { params: Promise.resolve(sent.params) })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json')
  const { status } = response
  const called = { status, headers: response.headers, body: isJson ? JSON.parse(text) : text }
  checkAnswer(handler, called)
  return called
}
