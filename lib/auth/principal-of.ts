import { decode } from 'next-auth/jwt'
import { database } from '#lib/db/client.ts'
import { realNow } from '#lib/db/clock.ts'
import { readRows } from '#lib/db/read-rows.ts'
import { config } from '#lib/server/config.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { keyedHash } from './keyed-hash.ts'
import type { Principal } from './principal.ts'
import { type SessionClaims, sessionClaims } from './session-claims.ts'
import { readSessionCookie } from './session-cookie.ts'

const TOKEN = /^tk_[A-Za-z0-9_-]{43}$/
/** `last_used_at` is worth a write this often, in milliseconds. */
const NOTE_USE_EVERY = 5 * 60 * 1000

/**
 * Who a request comes from: its bearer token or, without one, its session. Null for nobody: no credentials, expired,
 * revoked, signed out everywhere, or no longer a member. A bad bearer token never falls back to a session.
 */
export async function principalOf(request: Request): Promise<Principal | null> {
  const authorization = request.headers.get('authorization')
  if (authorization !== null) {
    const [scheme, token] = authorization.split(' ')
    return scheme?.toLowerCase() === 'bearer' && token && TOKEN.test(token) ? principalOfToken(token) : null
  }
  const claims = await readSession(request.headers.get('cookie'))
  return claims && principalOfSession(claims)
}

/** The claims of a session cookie, or null when there is none, or none we signed that is still valid. */
async function readSession(cookieHeader: string | null): Promise<SessionClaims | null> {
  const token = readSessionCookie(cookieHeader)
  if (!token) return null
  const decoded = await decode({ token, secret: config().authSecret }).catch(() => null)
  return sessionClaims.safeParse(decoded).data ?? null
}

type Row = {
  user_id: string
  customer_id: string | null
  role: Principal['role']
  member_role: Principal['memberRole']
}
type TokenRow = Row & { id: string; last_used_at: Date | null }

async function principalOfSession(claims: SessionClaims): Promise<Principal | null> {
  const [row] = await readRows<Row>(
    database(),
    Prisma.sql`
    SELECT users.id AS user_id, members.customer_id, users.role::text, members.role::text AS member_role
    FROM users LEFT JOIN members ON members.user_id = users.id AND members.customer_id = ${claims.customerId}::uuid
    WHERE users.id = ${claims.userId}::uuid AND users.session_version = ${claims.sessionVersion}`,
  )
  if (!row || row.customer_id !== claims.customerId) return null
  return { ...callerOf(row), via: 'session' }
}

async function principalOfToken(token: string): Promise<Principal | null> {
  const now = realNow()
  const [row] = await readRows<TokenRow & { token_customer_id: string | null }>(
    database(),
    Prisma.sql`
    SELECT access_tokens.id, access_tokens.last_used_at, access_tokens.customer_id AS token_customer_id,
      users.id AS user_id, members.customer_id, users.role::text, members.role::text AS member_role
    FROM access_tokens
    JOIN users ON users.id = access_tokens.user_id
    LEFT JOIN members ON members.user_id = users.id AND members.customer_id = access_tokens.customer_id
    WHERE access_tokens.hash = ${keyedHash(token)} AND access_tokens.revoked_at IS NULL
      AND (access_tokens.expires_at IS NULL OR access_tokens.expires_at > ${now.toString()}::timestamptz)`,
  )
  if (!row || row.customer_id !== row.token_customer_id) return null
  await noteUse(row, now)
  return { ...callerOf(row), via: 'token', tokenId: row.id }
}

async function noteUse(token: TokenRow, now: Temporal.Instant) {
  if (token.last_used_at && now.epochMilliseconds - token.last_used_at.getTime() < NOTE_USE_EVERY) return
  await database().$executeRaw`
    UPDATE access_tokens SET last_used_at = ${now.toString()}::timestamptz WHERE id = ${token.id}::uuid`
}

function callerOf(row: Row): Pick<Principal, 'userId' | 'customerId' | 'role' | 'memberRole'> {
  return { userId: row.user_id, customerId: row.customer_id, role: row.role, memberRole: row.member_role }
}
