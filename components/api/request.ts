import type { z } from 'zod'
import { ProblemError } from './problem-error.ts'

type Request<Schema extends z.ZodType> = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  body?: unknown
  /** One per intention of the user, the same on every repetition of it, so that a lost answer never does a thing twice. */
  idempotencyKey?: string
  schema: Schema
  signal?: AbortSignal | undefined
}

export type Answer<Data> = { data: Data; headers: Headers }

/** Calls our HTTP API and parses the answer with its contract. Throws `ProblemError`. */
export async function request<Schema extends z.ZodType>(
  call: Request<Schema>,
): Promise<Answer<z.output<Schema>>> {
  const { method = 'GET', path, body, idempotencyKey, schema, signal } = call
  const headers = new Headers({ accept: 'application/json' })
  if (body !== undefined) headers.set('content-type', 'application/json')
  if (idempotencyKey) headers.set('idempotency-key', idempotencyKey)
  const response = await fetch(path, {
    method,
    headers,
    body: body === undefined ? null : JSON.stringify(body),
    credentials: 'same-origin',
    ...(signal ? { signal } : {}),
  }).catch(interrupted)
  const answer: unknown = await response
    .json()
    .catch((error: unknown) => (error instanceof SyntaxError ? null : interrupted(error)))
  if (!response.ok) throw new ProblemError({ status: response.status, body: answer })
  const parsed = schema.safeParse(answer)
  if (!parsed.success) {
    console.error(`${method} ${path} answered something unexpected`, parsed.error)
    throw new ProblemError({
      status: 502,
      body: { detail: 'The server answered something this page does not understand.' },
    })
  }
  return { data: parsed.data, headers: response.headers }
}

/** Whoever asked no longer wants to know, or the connection is gone; either may happen while an answer is read. */
function interrupted(error: unknown): never {
  if (error instanceof DOMException && error.name === 'AbortError') throw error
  throw ProblemError.unreachable()
}
