import { database } from './client.ts'

/**
 * The product's one clock (DESIGN invariant 13): real time, plus an offset that only the sandbox moves. In production
 * the offset is not even read.
 */
export async function now(): Promise<Temporal.Instant> {
  const real = Temporal.Now.instant()
  if (process.env.TACKON_SANDBOX !== '1') return real
  const row = await database().systemClock.findUniqueOrThrow({ where: { id: 1 } })
  return real.add({ milliseconds: Number(row.offsetMs) })
}

/** Real time, for leases, sessions and tokens, which a moved clock must not end. */
export function realNow(): Temporal.Instant {
  return Temporal.Now.instant()
}
