import { advanceClock } from './advance-clock.ts'
import type { TimeKeeping } from './wait-until-quiet.ts'

/** Moves the time to what `targetOf` makes of the time it is by then; answers the time reached. */
export type MoveClock = (targetOf: (now: Temporal.Instant) => Temporal.Instant) => Promise<Temporal.Instant>

/** One move after the other: a second one starts where the first ended. */
export function clockMover(time: TimeKeeping): MoveClock {
  let lastMove: Promise<unknown> = Promise.resolve()
  return (targetOf) => {
    const move = async () => {
      const target = targetOf(await time.clock.now())
      return advanceClock({ ...time, target })
    }
    const turn = lastMove.then(move, move)
    lastMove = turn.catch(() => {})
    return turn
  }
}
