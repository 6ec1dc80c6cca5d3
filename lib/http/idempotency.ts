import { createHash } from 'node:crypto'
import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import { database } from '#lib/db/client.ts'
import { realNow } from '#lib/db/clock.ts'
import { Problem } from './problem.ts'

/** Longer than any handler runs: a claim older than this belongs to a process that died. Milliseconds of real time. */
const LEASE_MS = 60_000

/** An answer as it is kept for repetitions of its request. */
export type StoredAnswer = { status: number; headers: Record<string, string>; body: string }

/** The right to run a request and to say what its answer was, until another run takes it over. */
export type IdempotencyClaim = { principal: string; route: string; key: string; fence: number }

type Attempt = { principal: string; route: string; key: string; requestHash: string }

/** The request's key, or null without one. Throws 400 for what is not 1–255 printable ASCII characters. */
export function idempotencyKeyOf(request: Request): string | null {
  const key = request.headers.get('idempotency-key')
  if (key === null) return null
  if (/^[\x20-\x7e]{1,255}$/.test(key)) return key
  throw new Problem({
    status: 400,
    code: 'invalid_idempotency_key',
    detail: 'Idempotency-Key must have 1 to 255 printable ASCII characters.',
  })
}

/** What makes two requests the same one. */
export function requestHash(request: { method: string; path: string; bytes: Uint8Array }): string {
  return createHash('sha256')
    .update(`${request.method} ${request.path}\n`)
    .update(request.bytes)
    .digest('hex')
}

/**
 * Claims the run of a request, or answers what its first run answered. Throws 422 when the key was used for another
 * request, 409 while the first run goes on. A run whose process died can be claimed anew after its lease.
 */
export async function claimRun(attempt: Attempt): Promise<IdempotencyClaim | StoredAnswer> {
  const now = realNow()
  const leasedUntil = now.add({ milliseconds: LEASE_MS })
  const [claimed] = await database().$queryRaw<{ fence: number }[]>`
    INSERT INTO idempotency_records AS record (principal, route, key, request_hash, leased_until, created_at)
    VALUES (${attempt.principal}, ${attempt.route}, ${attempt.key}, ${attempt.requestHash},
      ${leasedUntil.toString()}::timestamptz, ${now.toString()}::timestamptz)
    ON CONFLICT (principal, route, key) DO UPDATE SET leased_until = EXCLUDED.leased_until, fence = record.fence + 1
      WHERE record.status IS NULL AND record.request_hash = EXCLUDED.request_hash
        AND record.leased_until <= ${now.toString()}::timestamptz
    RETURNING fence`
  const { principal, route, key } = attempt
  if (claimed) return { principal, route, key, fence: claimed.fence }

  const record = await database().idempotencyRecord.findUnique({
    where: { principal_route_key: { principal, route, key } },
  })
  if (record && record.requestHash !== attempt.requestHash) throw reusedKey()
  // Gone again: the run we met failed on our side, and may be repeated.
  if (!record || record.status === null) throw inProgress()
  const kept: Omit<StoredAnswer, 'status'> = JSON.parse(record.body ?? '{"headers":{},"body":""}')
  return { status: record.status, ...kept }
}

/**
 * Keeps the answer. In a transaction of the operation's own it stands exactly when the effects do. Throws 409 when the
 * lease ran out and another run has taken over, so that this transaction's effects are undone.
 */
export async function keepAnswer(
  tx: DatabaseOrTransaction,
  claim: IdempotencyClaim,
  answer: StoredAnswer,
): Promise<void> {
  const { status, ...kept } = answer
  const updated = await tx.$executeRaw`
    UPDATE idempotency_records SET status = ${status}, body = ${JSON.stringify(kept)}, leased_until = NULL
    WHERE principal = ${claim.principal} AND route = ${claim.route} AND key = ${claim.key}
      AND fence = ${claim.fence} AND status IS NULL`
  if (updated === 0) throw inProgress()
}

/** Gives a claim back without an answer: the request may be repeated at once. */
export async function releaseRun(claim: IdempotencyClaim): Promise<void> {
  await database().$executeRaw`
    DELETE FROM idempotency_records
    WHERE principal = ${claim.principal} AND route = ${claim.route} AND key = ${claim.key}
      AND fence = ${claim.fence} AND status IS NULL`
}

const inProgress = () =>
  new Problem({
    status: 409,
    code: 'idempotency_in_progress',
    detail: 'The first request with this Idempotency-Key is still running.',
    headers: { 'retry-after': '1' },
  })

const reusedKey = () =>
  new Problem({
    status: 422,
    code: 'idempotency_key_reused',
    detail: 'This Idempotency-Key was used for another request. Use a new one.',
  })
