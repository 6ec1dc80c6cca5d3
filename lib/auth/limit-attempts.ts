import { createHash } from 'node:crypto'
import { RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible'
import { database } from '#lib/db/client.ts'

/** Attempts are counted in the database: for all processes together, and across restarts. */
const LIMITS = {
  /** Passwords tried for one address. */
  password: { points: 10, duration: 15 * 60 },
  /** Links sent to one address. */
  link: { points: 5, duration: 15 * 60 },
  /** Everything together, whoever it is: bounds guessing spread over many addresses. */
  everyone: { points: 600, duration: 60 },
} as const

type Limit = keyof typeof LIMITS

/**
 * Counts an attempt for an address, known or not. Answers false when there were too many. Addresses of networks are
 * not looked at: behind a proxy they are whatever the sender of a header says.
 */
export async function admitAttempt(limit: Exclude<Limit, 'everyone'>, email: string): Promise<boolean> {
  return (await take('everyone', 'all')) && (await take(limit, keyOf(email)))
}

/** Counts an attempt that names nobody. */
export async function admitAnonymousAttempt(): Promise<boolean> {
  return take('everyone', 'all')
}

/** A right password wipes the wrong ones before it. */
export async function forgetAttempts(limit: Exclude<Limit, 'everyone'>, email: string): Promise<void> {
  await limiter(limit).delete(keyOf(email))
}

async function take(limit: Limit, key: string): Promise<boolean> {
  try {
    await limiter(limit).consume(key)
    return true
  } catch (error) {
    if (error instanceof RateLimiterRes) return false
    throw error
  }
}

const keyOf = (email: string) => createHash('sha256').update(email).digest('base64url')

const limiters = new Map<Limit, RateLimiterPrisma>()

function limiter(limit: Limit): RateLimiterPrisma {
  const found = limiters.get(limit)
  if (found) return found
  const made = new RateLimiterPrisma({
    storeClient: database(),
    tableName: 'rateLimiterFlexible',
    keyPrefix: `sign-in:${limit}`,
    ...LIMITS[limit],
  })
  limiters.set(limit, made)
  return made
}
