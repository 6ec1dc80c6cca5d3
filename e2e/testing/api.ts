import { z } from 'zod'

/** An answer as it came; `body` is parsed when it is JSON, else the text. */
export type Answer = { status: number; type: string; body: unknown; headers: Headers }

const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().min(1),
  code: z.string().regex(/^[a-z][a-z0-9_]*$/),
  requestId: z.string(),
  errors: z.array(z.object({ field: z.string(), reason: z.string(), code: z.string() })).optional(),
})

export type ApiProblem = z.output<typeof problem>

/** Our HTTP API as a program calls it, with a bearer token, or without one for null. */
export function openApi(app: string, token: string | null) {
  return async (method: string, path: string, body?: unknown, headers?: Record<string, string>) => {
    const answer = await fetch(app + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    })
    return readAnswer(answer)
  }
}

export type Api = ReturnType<typeof openApi>

async function readAnswer(answer: Response): Promise<Answer> {
  const text = await answer.text()
  const type = answer.headers.get('content-type')?.split(';')[0] ?? ''
  const body = type.endsWith('json') ? (JSON.parse(text) as unknown) : text
  return { status: answer.status, type, body, headers: answer.headers }
}

/** The problem an answer tells (RFC 9457, E.4). Throws when it is not one. */
export function problemOf(answer: Answer): ApiProblem {
  if (answer.type !== 'application/problem+json') {
    throw new Error(
      `${answer.status} is no problem+json but ${answer.type}: ${String(answer.body).slice(0, 200)}`,
    )
  }
  return problem.parse(answer.body)
}
