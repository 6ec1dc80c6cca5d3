import { z } from 'zod'

const problem = z.object({
  title: z.string().optional(),
  detail: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  code: z.string().optional(),
  errors: z.array(z.object({ field: z.string(), reason: z.string() })).optional(),
})

const fallback: Record<number, string> = {
  401: 'You are signed out. Sign in again to go on.',
  403: 'This account may not do that.',
  404: 'It no longer exists, or it belongs to another account.',
  409: 'Something else changed at the same moment. Look again, then repeat.',
  429: 'Too many attempts in a short time. Wait a minute, then try again.',
}

/** A refusal or failure the API answered with (RFC 9457), or `status` 0 when it could not be reached. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly status: number
  /** The machine word for what went wrong, such as `quote_expired`. */
  readonly code: string | undefined
  /** What is wrong with which field of the form. */
  readonly fields: ReadonlyMap<string, string>

  constructor({ status, body }: { status: number; body: unknown }) {
    const parsed = problem.safeParse(body)
    const data = parsed.success ? parsed.data : {}
    const detail = typeof data.detail === 'string' ? data.detail : undefined
    super(
      detail ??
        fallback[status] ??
        data.title ??
        'The server could not answer. Nothing was changed by this page.',
    )
    this.status = status
    this.code = data.code
    this.fields = new Map((data.errors ?? []).map((error) => [error.field, error.reason]))
  }

  static unreachable(): ProblemError {
    return new ProblemError({
      status: 0,
      body: { detail: 'We could not reach the server. Check your connection, then try again.' },
    })
  }
}
