import { RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible'
import { database } from '#lib/db/client.ts'
import { Problem } from './problem.ts'

/** How often one caller may ask. Far above what a person or a sound program does. */
const CLASSES = {
  /** What makes a payment provider work. */
  costly: { points: 1200, duration: 60, detail: 'Wait a moment, then try again.' },
  /** Codes somebody has sent to telephones. */
  codes: { points: 5, duration: 60 * 60, detail: 'Codes are sent five times an hour.' },
  /** Codes sent to one telephone, by whom ever: nobody is bothered with them. */
  codes_to_number: {
    points: 10,
    duration: 24 * 60 * 60,
    detail: 'To this number codes are sent ten times a day.',
  },
} as const

export type RateClass = keyof typeof CLASSES

const limiters = new Map<RateClass, RateLimiterPrisma>()

/** Counts a call. Throws 429 with Retry-After past the limit. Counted in the database: all processes together. */
export async function takeRate(options: { rateClass: RateClass; caller: string }): Promise<void> {
  try {
    await limiterOf(options.rateClass).consume(options.caller)
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    throw new Problem({
      status: 429,
      code: 'too_many_requests',
      detail: `Too many requests in a short time. ${CLASSES[options.rateClass].detail}`,
      headers: { 'retry-after': String(Math.ceil(error.msBeforeNext / 1000)) },
    })
  }
}

function limiterOf(rateClass: RateClass): RateLimiterPrisma {
  const found = limiters.get(rateClass)
  if (found) return found
  const { points, duration } = CLASSES[rateClass]
  const limiter = new RateLimiterPrisma({
    storeClient: database(),
    tableName: 'rateLimiterFlexible',
    keyPrefix: `http:${rateClass}`,
    points,
    duration,
  })
  limiters.set(rateClass, limiter)
  return limiter
}
