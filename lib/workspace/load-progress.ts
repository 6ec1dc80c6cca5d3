import { duties, type Track, tracks } from './duties.ts'
import { progressOf } from './duty-rules.ts'
import { loadDutyStates } from './load-duties.ts'
import type { Progress } from './schemas.ts'

/** How far a customer is with some tracks. */
export async function loadProgress(options: {
  customerId: string
  /** Those that are open: of the others nothing is read. */
  open: readonly Track['code'][]
}): Promise<{ track: Track; progress: Progress }[]> {
  const { customerId, open } = options
  const wanted = duties.filter(({ track }) => open.includes(track))
  const states = await loadDutyStates({ customerId, codes: wanted.map(({ code }) => code) })
  return tracks
    .filter(({ code }) => open.includes(code))
    .map((track) => ({
      track,
      progress: progressOf(
        wanted.filter((duty) => duty.track === track.code),
        states,
      ),
    }))
}
