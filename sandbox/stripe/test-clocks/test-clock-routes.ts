import { z } from 'zod'
import { newId } from '../../store/new-id.ts'
import { apiRoute } from '../api/api-route.ts'
import { listPage } from '../api/list-page.ts'
import { integer, nothing, pageFields, text } from '../api/params.ts'
import { invalidRequest, noSuch } from '../api/stripe-error.ts'
import type { TestClock } from '../objects/test-clock.ts'
import type { Act, StripeContext } from '../stripe-context.ts'

const keptFor = 30 * 24 * 60 * 60

function requireClock({ testClocks }: StripeContext, id: string): TestClock {
  const clock = testClocks.find(id)
  if (!clock) throw noSuch({ what: 'testclock', id })
  return clock
}

/** Moves the one clock of the sandbox; this object says when it has got there. */
function moveTo(act: Act, clock: TestClock, target: number): TestClock {
  if (target <= act.now) {
    act.testClocks.update(clock)
    return clock
  }
  const advancing: TestClock = {
    ...clock,
    status: 'advancing',
    status_details: { advancing: { target_frozen_time: target } },
  }
  act.testClocks.update(advancing)
  const arrived = () =>
    act.testClocks.update({ ...clock, frozen_time: target, status: 'ready', status_details: {} })
  act
    .moveClock(Temporal.Instant.fromEpochMilliseconds(target * 1000))
    .then(arrived)
    .catch((error: unknown) => console.error('sandbox: a test clock did not advance', error))
  return advancing
}

export const testClockRoutes = [
  apiRoute({
    method: 'POST',
    path: '/v1/test_helpers/test_clocks',
    input: z.strictObject({ frozen_time: integer, name: text.optional() }),
    run: (act, { input }) => {
      const clock: TestClock = {
        id: newId('clock_1', 23),
        object: 'test_helpers.test_clock',
        created: act.now,
        deletes_after: act.now + keptFor,
        frozen_time: input.frozen_time,
        livemode: false,
        name: input.name ?? null,
        status: 'ready',
        status_details: {},
      }
      act.testClocks.insert(clock, {})
      return moveTo(act, clock, input.frozen_time)
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/v1/test_helpers/test_clocks',
    input: z.strictObject(pageFields),
    run: ({ testClocks }, { input }) =>
      listPage(testClocks, {
        url: '/v1/test_helpers/test_clocks',
        what: 'testclock',
        page: input,
        filters: {},
      }),
  }),
  apiRoute({
    method: 'GET',
    path: '/v1/test_helpers/test_clocks/:id',
    input: nothing,
    run: (act, { id }) => requireClock(act, id),
  }),
  apiRoute({
    method: 'POST',
    path: '/v1/test_helpers/test_clocks/:id/advance',
    input: z.strictObject({ frozen_time: integer }),
    run: (act, { id, input }) => {
      const clock = requireClock(act, id)
      if (clock.status !== 'ready') throw invalidRequest('The test clock is already advancing.')
      if (input.frozen_time <= clock.frozen_time) {
        throw invalidRequest('Test clocks can only be advanced to the future.', 'frozen_time')
      }
      return moveTo(act, clock, input.frozen_time)
    },
  }),
  apiRoute({
    method: 'DELETE',
    path: '/v1/test_helpers/test_clocks/:id',
    input: nothing,
    run: (act, { id }) => {
      requireClock(act, id)
      act.testClocks.remove(id)
      return { id, object: 'test_helpers.test_clock', deleted: true }
    },
  }),
]
