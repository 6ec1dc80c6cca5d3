import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { recordAudit } from '#lib/audit/record-audit.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { runDueWork } from './run-due-work.ts'
import { scheduleWork } from './schedule-work.ts'
import { finishWork, type Work, type WorkHandler } from './work.ts'

/** A worker that does only what the test says, whatever the kind. */
function worker(handler: WorkHandler, onError: (work: Work, error: unknown) => void = rethrow) {
  const handlers = {
    'converge-purchase': handler,
    'converge-invoice-order': handler,
    'converge-provider-order': handler,
    'converge-provider-subscription': handler,
    'converge-provider-payment': handler,
    'prepare-renewal': handler,
    'renew-prepaid': handler,
    'watch-key': handler,
    'keep-method': handler,
    'execute-refund': handler,
    'deliver-message': handler,
    'remind-line': handler,
    'sync-catalog-item': handler,
  }
  return runDueWork({ handlers, onError })
}

function rethrow(_work: Work, error: unknown) {
  throw error
}

async function schedule(
  subject: string = randomUUID(),
  delay: { hours: number } = { hours: 0 },
): Promise<string> {
  const at = await now()
  await scheduleWork(database(), { kind: 'remind-line', subject, dueAt: at.add(delay), now: at })
  return subject
}

const rowOf = (subject: string) => database().dueWork.findFirst({ where: { subject } })
const finish = (work: Work) => transaction((tx) => finishWork(tx, work))

/** Does the work with an effect that shows which worker did it. */
async function leaveMark(work: Work, action: string) {
  const at = await now()
  await transaction(async (tx) => {
    await recordAudit(tx, { actor: 'system', action, subject: work.subject, now: at })
    await finishWork(tx, work)
  })
}

async function marksOf(subject: string): Promise<string[]> {
  const entries = await database().auditEntry.findMany({ where: { subject }, orderBy: { id: 'asc' } })
  return entries.map((entry) => entry.action)
}

/** As if the worker that holds it had not been heard of for longer than its lease. */
const outlast = (subject: string) =>
  database().dueWork.updateMany({ where: { subject }, data: { leasedUntil: new Date(0) } })

test('two workers never run the same row: eight of them do two hundred rows once each', async () => {
  const subjects = await Promise.all(Array.from({ length: 200 }, () => schedule()))
  const running = new Set<string>()
  const done: string[] = []
  const handler = async (work: Work) => {
    expect(running.has(work.subject)).toBe(false)
    running.add(work.subject)
    await finish(work)
    running.delete(work.subject)
    done.push(work.subject)
  }
  await Promise.all(Array.from({ length: 8 }, () => worker(handler)))
  expect(done.toSorted()).toEqual(subjects.toSorted())
  expect(await database().dueWork.count()).toBe(0)
})

test('invariant 8: a worker that hangs past its lease is replaced, and nothing it writes after that stays', async () => {
  const subject = await schedule()
  const hanging = Promise.withResolvers<void>()
  const started = Promise.withResolvers<void>()
  const slow = worker(async (work) => {
    started.resolve()
    await hanging.promise
    await leaveMark(work, 'by the slow one')
  })
  await started.promise
  expect(await worker((work) => leaveMark(work, 'too early'))).toBe(0)
  await outlast(subject)
  expect(await worker((work) => leaveMark(work, 'by the next one'))).toBe(1)
  hanging.resolve()
  expect(await slow).toBe(0)
  expect(await marksOf(subject)).toEqual(['by the next one'])
  expect(await rowOf(subject)).toBeNull()
})

test('invariant 8: the slow worker is also fenced while the next one is at work', async () => {
  const subject = await schedule()
  const [hangs, goesOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const [slowStarted, nextStarted] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const slow = worker(async (work) => {
    slowStarted.resolve()
    await hangs.promise
    await leaveMark(work, 'by the slow one')
  })
  await slowStarted.promise
  await outlast(subject)
  const next = worker(async (work) => {
    nextStarted.resolve()
    await goesOn.promise
    await leaveMark(work, 'by the next one')
  })
  await nextStarted.promise
  hangs.resolve()
  expect(await slow).toBe(0)
  expect(await marksOf(subject)).toEqual([])
  goesOn.resolve()
  expect(await next).toBe(1)
  expect(await marksOf(subject)).toEqual(['by the next one'])
})

test('a slow worker whose lease ran out, and whom nobody replaced, may still finish', async () => {
  const subject = await schedule()
  await worker(async (work) => {
    await outlast(subject)
    await leaveMark(work, 'late')
  })
  expect(await marksOf(subject)).toEqual(['late'])
})

test('work asked for again while it is running runs again', async () => {
  const subject = await schedule()
  let runs = 0
  await worker(async (work) => {
    runs += 1
    if (runs === 1) await schedule(subject)
    await finish(work)
  })
  expect(runs).toBe(2)
  expect(await rowOf(subject)).toBeNull()
})

test('asking again moves work to the earlier instant, never to the later', async () => {
  const subject = await schedule(undefined, { hours: 5 })
  await schedule(subject, { hours: 2 })
  const sooner = (await rowOf(subject))?.dueAt
  await schedule(subject, { hours: 9 })
  expect((await rowOf(subject))?.dueAt).toEqual(sooner)
  expect(await worker(finish)).toBe(0)
})

test('what finishes with another instant waits for it', async () => {
  const subject = await schedule()
  const again = (await now()).add({ hours: 3 }).round('millisecond')
  await worker((work) => transaction((tx) => finishWork(tx, work, { again })))
  expect(await rowOf(subject)).toMatchObject({
    dueAt: new Date(again.epochMilliseconds),
    leasedUntil: null,
    attempts: 0,
  })
})

test('what fails is tried again later, with longer and longer waits, and stops nothing else', async () => {
  const [broken, fine] = [await schedule(), await schedule()]
  const failures: string[] = []
  const handler = async (work: Work) => {
    if (work.subject === broken) throw new Error('not today')
    await finish(work)
  }
  const fail = () => worker(handler, (work) => failures.push(work.subject))
  expect(await fail()).toBe(1)
  expect(await rowOf(fine)).toBeNull()
  const waits: number[] = []
  for (let round = 0; round < 3; round += 1) {
    const row = await rowOf(broken)
    waits.push((row?.dueAt.getTime() ?? 0) - (await now()).epochMilliseconds)
    expect(row).toMatchObject({ attempts: round + 1, lastError: 'not today', leasedUntil: null })
    await database().dueWork.updateMany({ where: { subject: broken }, data: { dueAt: new Date(0) } })
    await fail()
  }
  const [first = 0, second = 0, third = 0] = waits
  expect(first).toBeGreaterThan(0)
  expect(second).toBeGreaterThan(first)
  expect(third).toBeGreaterThan(second)
  expect(failures).toHaveLength(4)
  await database().dueWork.deleteMany({ where: { subject: broken } })
})

test('a failure does not put off a reason that came in meanwhile', async () => {
  const subject = await schedule()
  let runs = 0
  const handler = async (work: Work) => {
    runs += 1
    if (runs > 1) return finish(work)
    await schedule(subject)
    throw new Error('once')
  }
  await worker(handler, () => {})
  expect(runs).toBe(2)
})

test('a failure after the lease was lost changes nothing of the next worker’s row', async () => {
  const subject = await schedule()
  let fence = 0
  await worker(
    async () => {
      await outlast(subject)
      await worker(async (work) => {
        fence = work.fence
        // Killed here: it never says anything again.
      })
      throw new Error('the slow one gives up')
    },
    () => {},
  )
  expect(await rowOf(subject)).toMatchObject({ fence, attempts: 0, lastError: null })
  expect((await rowOf(subject))?.leasedUntil).not.toBeNull()
  await database().dueWork.deleteMany({ where: { subject } })
})
