import { directPool } from '#lib/db/direct-pool.ts'

/**
 * The product's clock (lib/db/clock.ts) for who asks thousands of times a second: only the sandbox moves it, and its
 * offset is remembered. Whoever counts by it tells the database what was assumed, and is told when it is no longer so.
 */
const kept: { offset: number | null } = { offset: null }

/** Epoch milliseconds, and the offset they were made with; null where the clock cannot be moved. */
export async function readProductClock(): Promise<{ at: number; real: number; offset: number | null }> {
  if (process.env.TACKON_SANDBOX === '1') kept.offset ??= await readOffset()
  const real = Date.now()
  return { at: real + (kept.offset ?? 0), real, offset: kept.offset }
}

/** The clock was moved. */
export function forgetOffset(): void {
  kept.offset = null
}

async function readOffset(): Promise<number> {
  const { rows } = await directPool().query<{ offset_ms: string }>(
    'SELECT offset_ms FROM system_clock WHERE id = 1',
  )
  if (!rows[0]) throw new Error('there is no clock')
  return Number(rows[0].offset_ms)
}
