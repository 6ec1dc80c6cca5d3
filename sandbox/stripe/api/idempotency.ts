import { createHash } from 'node:crypto'
import type { HttpReply, HttpRequest } from '../../http/http-types.ts'
import { jsonReply } from '../../http/replies.ts'
import type { Store } from '../../store/open-store.ts'
import { StripeError } from './stripe-error.ts'

const keptMs = 24 * 60 * 60 * 1000
const longestKey = 255

export type IdempotentCall = { readonly key: string; readonly endpoint: string; readonly fingerprint: string }

/** The key of a POST and what must stay the same with it; null without a key. */
export function idempotentCall(request: HttpRequest): IdempotentCall | null {
  const key = request.headers['idempotency-key']
  if (request.method !== 'POST' || typeof key !== 'string' || key === '') return null
  if (key.length > longestKey) {
    const message = `Idempotency-Key must be at most ${longestKey} characters. You provided ${key.length} characters.`
    throw new StripeError({ type: 'idempotency_error', message })
  }
  const fingerprint = createHash('sha256').update(request.rawBody).digest('hex')
  return { key, endpoint: request.url.pathname, fingerprint }
}

/** The answer given the first time, within 24 hours; the same key for something else is refused. */
export function findReplay(store: Store, call: IdempotentCall, nowMs: number): HttpReply | null {
  const row = store
    .prepare('select * from stripe_idempotency where key = ? and created_ms > ?')
    .get(call.key, nowMs - keptMs)
  if (!row) return null
  if (row.endpoint !== call.endpoint || row.fingerprint !== call.fingerprint) {
    throw new StripeError({ type: 'idempotency_error', message: mismatch(call, String(row.endpoint)) })
  }
  const original = String(row.request_id)
  const headers = { 'idempotent-replayed': 'true', 'original-request': original }
  return { ...jsonReply({}, { status: Number(row.status), headers }), body: String(row.body) } as HttpReply
}

function mismatch({ key, endpoint }: IdempotentCall, first: string): string {
  const meant = `Try using a key other than '${key}' if you meant to execute a different request.`
  return endpoint === first
    ? `Keys for idempotent requests can only be used with the same parameters they were first used with. ${meant}`
    : `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${first}'). ${meant}`
}

/** In the transaction of what the call did. */
export function keepAnswer(
  store: Store,
  call: IdempotentCall,
  answer: {
    readonly status: number
    readonly body: string
    readonly requestId: string
    readonly nowMs: number
  },
): void {
  store
    .prepare(
      `insert into stripe_idempotency (key, endpoint, fingerprint, status, request_id, body, created_ms)
       values (?, ?, ?, ?, ?, ?, ?)
       on conflict (key) do update set endpoint = excluded.endpoint, fingerprint = excluded.fingerprint,
         status = excluded.status, request_id = excluded.request_id, body = excluded.body,
         created_ms = excluded.created_ms`,
    )
    .run(
      call.key,
      call.endpoint,
      call.fingerprint,
      answer.status,
      answer.requestId,
      answer.body,
      answer.nowMs,
    )
}

/** One call with a key at a time. */
export function inUse(key: string): StripeError {
  const message =
    'There is currently another in-progress request using this Idempotency Key (that probably means you submitted ' +
    `twice, and the other request is still going through): ${key}. Please try again later.`
  return new StripeError({ status: 409, type: 'idempotency_error', code: 'idempotency_key_in_use', message })
}
