import { advanceClock } from '../clock/advance-clock.ts'
import { readClockMove } from '../clock/read-clock-move.ts'
import { waitUntilQuiet } from '../clock/wait-until-quiet.ts'
import type { Route } from '../http/http-types.ts'
import { readJsonBody } from '../http/read-with.ts'
import { jsonReply } from '../http/replies.ts'
import type { ControlContext } from './control-context.ts'

export function clockRoutes({ time }: ControlContext): readonly Route[] {
  let lastMove: Promise<unknown> = Promise.resolve()
  /** One move after the other: a second one starts where the first ended. */
  const inTurn = <T>(move: () => Promise<T>): Promise<T> => {
    const turn = lastMove.then(move, move)
    lastMove = turn.catch(() => {})
    return turn
  }
  return [
    {
      method: 'GET',
      path: '/clock',
      handle: async () => {
        const now = await time.clock.now()
        return jsonReply({ now: now.toString(), offsetMs: await time.clock.offsetMs() })
      },
    },
    {
      method: 'POST',
      path: '/clock',
      handle: (request) => {
        const body = readJsonBody(request)
        return inTurn(async () => {
          const target = readClockMove({ body, now: await time.clock.now() })
          const now = await advanceClock({ ...time, target })
          return jsonReply({ now: now.toString() })
        })
      },
    },
    {
      method: 'GET',
      path: '/quiet',
      handle: async () => {
        const waiting = await waitUntilQuiet({ ...time, horizonMs: time.patienceMs })
        if (waiting.length === 0) return jsonReply({ quiet: true })
        return jsonReply({
          quiet: false,
          waiting: waiting.map(({ kind, subject, dueAt }) => ({ kind, subject, dueAt: dueAt.toString() })),
        })
      },
    },
  ]
}
