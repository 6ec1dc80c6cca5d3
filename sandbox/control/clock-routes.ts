import { readClockMove } from '../clock/read-clock-move.ts'
import { waitUntilQuiet } from '../clock/wait-until-quiet.ts'
import type { Route } from '../http/http-types.ts'
import { readJsonBody } from '../http/read-with.ts'
import { jsonReply } from '../http/replies.ts'
import type { ControlContext } from './control-context.ts'

export function clockRoutes({ time, moveClock }: ControlContext): readonly Route[] {
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
      handle: async (request) => {
        const body = readJsonBody(request)
        const reached = await moveClock((now) => readClockMove({ body, now }))
        return jsonReply({ now: reached.toString() })
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
