import { timingSafeEqual } from 'node:crypto'
import { recordAudit } from '#lib/audit/record-audit.ts'
import { toDate } from '#lib/calendar/instants.ts'
import { database, type Transaction } from '#lib/db/client.ts'
import { realNow } from '#lib/db/clock.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { phoneCodeHash } from './phone-code.ts'
import { CODE_TRIES } from './schemas.ts'

/** A code that was entered, and is the one that was sent. */
export type RightCode = { userId: string; number: string; hash: string }

/**
 * Counts a try and compares. The try is counted by itself, so that no refusal after it takes it back, and before the
 * answer, so that many at once have no more of them. Throws `conflict` when no code waits, `invalid` for a wrong one.
 */
export async function tryPhoneCode(options: { userId: string; code: string }): Promise<RightCode> {
  const { userId, code } = options
  const [sent] = await database().$queryRaw<{ number: string; hash: string; tries: number }[]>`
    UPDATE phone_codes SET tries = tries + 1
    WHERE user_id = ${userId}::uuid AND tries < ${CODE_TRIES} AND expires_at > ${realNow().toString()}::timestamptz
    RETURNING number, hash, tries`
  if (!sent) throw noCode()
  const { number, hash, tries } = sent
  const entered = phoneCodeHash({ userId, number, code })
  if (timingSafeEqual(Buffer.from(entered), Buffer.from(hash))) return { userId, number, hash }
  const left = CODE_TRIES - tries
  throw new DomainError({
    kind: 'invalid',
    code: 'wrong_code',
    field: 'code',
    detail:
      left === 0
        ? 'That was not the code, for the last time. Have another one sent.'
        : `That is not the code that was sent. You can try ${left === 1 ? 'once' : `${left} times`} more.`,
  })
}

/** The number is its user's from now on, in the place of the one before. Throws `conflict` when the code was used meanwhile. */
export async function confirmPhone(
  tx: Transaction,
  options: RightCode & { customerId: string; requestId: string; now: Temporal.Instant },
): Promise<void> {
  const { userId, number, hash, customerId, requestId, now } = options
  const { count } = await tx.phoneCode.deleteMany({ where: { userId, hash } })
  if (count === 0) throw noCode()
  const confirmed = { number, confirmedAt: toDate(now) }
  await tx.phone.upsert({ where: { userId }, create: { userId, ...confirmed }, update: confirmed })
  await recordAudit(tx, {
    actor: `user:${userId}`,
    action: 'phone.confirmed',
    subject: `user:${userId}`,
    customerId,
    requestId,
    now,
  })
}

function noCode(): DomainError {
  const detail =
    'No code waits to be entered: it was used, or its time or tries are over. Have another one sent.'
  return new DomainError({ kind: 'conflict', code: 'no_code', detail })
}
