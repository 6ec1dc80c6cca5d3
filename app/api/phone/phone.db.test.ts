import { randomInt, randomUUID } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { type BuiltUser, buildUser } from '#lib/auth/testing/build-user.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { call } from '#lib/http/testing/call.ts'
import { runDueWork } from '#lib/jobs/run-due-work.ts'
import { tellOwners } from '#lib/notifications/tell-owners.ts'
import { startMailServer } from '#lib/notifications/testing/start-mail-server.ts'
import { startSmsServer } from '#lib/notifications/testing/start-sms-server.ts'
import { phoneView } from '#lib/phones/schemas.ts'
import { config } from '#lib/server/config.ts'
import { workHandlers } from '#lib/server/work-handlers.ts'
import { POST as confirmRoute } from './confirm/route.ts'
import { DELETE as removeRoute, PUT as sendRoute, GET as showRoute } from './route.ts'

const [sms, mail] = await Promise.all([startSmsServer(), startMailServer()])
Object.assign(process.env, { SMS_URL: sms.url, SMS_TOKEN: sms.token, SMTP_URL: mail.url })
afterAll(() => Promise.all([sms.stop(), mail.stop()]))
beforeEach(() => {
  sms.texts.length = 0
  sms.answer(202)
})

const newNumber = () => `+49151${randomInt(1e7, 1e8)}`
const work = () => runDueWork({ handlers: workHandlers })
/** As if the product's clock had passed the wait after a failure. */
const endTheWait = () =>
  database().$executeRaw`UPDATE due_work SET due_at = created_at WHERE kind = 'deliver-message'`

const show = async ({ token }: BuiltUser) => phoneView.parse((await call(showRoute, { token })).body)
const send = ({ token }: BuiltUser, number: unknown, headers = {}) =>
  call(sendRoute, { method: 'PUT', token, body: { number }, headers })
const confirm = ({ token }: BuiltUser, code: unknown) =>
  call(confirmRoute, { method: 'POST', token, body: { code } })
const remove = ({ token }: BuiltUser) => call(removeRoute, { method: 'DELETE', token })

/** Has a code sent and reads it off the telephone. */
async function codeFor(user: BuiltUser, number: string): Promise<string> {
  expect((await send(user, number)).status).toBe(202)
  await work()
  return codeAt(number)
}
const codeAt = (number: string) => {
  const text = sms.texts.findLast(({ to }) => to === number)?.text
  return text?.match(/^Tackon: (\d{6}) is your code\./)?.[1] ?? ''
}
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
async function confirmed(user: BuiltUser, number = newNumber()): Promise<string> {
  expect((await confirm(user, await codeFor(user, number))).status).toBe(200)
  sms.texts.length = 0
  return number
}
/** Tells a customer's owners what an alert would, by every channel. */
async function alert(user: BuiltUser, told: string = randomUUID()) {
  await transaction(async (tx) =>
    tellOwners(tx, {
      customerId: user.customerId ?? '',
      told,
      template: 'key-usage-high',
      data: { keyName: 'Import', path: '/keys/1', percent: 80, used: 80, limit: 100 },
      bySms: true,
      now: await now(),
    }),
  )
  return { told, stored: () => stored(`${told}:sms:${user.userId}`) }
}
const stored = (dedupeKey: string) => database().outboundMessage.findUnique({ where: { dedupeKey } })
const waiting = (subject = '') =>
  database().dueWork.findFirst({ where: { kind: 'deliver-message', subject } })

describe('S2.10 a number is its user’s once a code sent there was entered', () => {
  test('written as people write it; shown, changed and removed', async () => {
    const user = await buildUser()
    expect(await show(user)).toEqual({ offered: true, number: null, waiting: null })
    const asked = await send(user, '+49 (151) 2345-6789')
    expect(asked).toMatchObject({
      status: 202,
      body: { offered: true, number: null, waiting: { number: '+4915123456789' } },
    })
    await work()
    expect(sms.texts.map(({ to }) => to)).toEqual(['+4915123456789'])
    const done = await confirm(user, ` ${codeAt('+4915123456789')} `)
    expect(done).toMatchObject({ status: 200, body: { number: '+4915123456789', waiting: null } })

    const other = newNumber()
    const code = await codeFor(user, other)
    expect(await show(user)).toMatchObject({ number: '+4915123456789', waiting: { number: other } })
    await confirm(user, code)
    expect(await show(user)).toEqual({ offered: true, number: other, waiting: null })
    expect((await remove(user)).status).toBe(204)
    expect((await remove(user)).status).toBe(204)
    expect(await show(user)).toEqual({ offered: true, number: null, waiting: null })
    const audited = await database().auditEntry.findMany({ where: { actor: `user:${user.userId}` } })
    expect(audited.map(({ action }) => action).filter((action) => action.startsWith('phone'))).toEqual([
      'phone.confirmed',
      'phone.confirmed',
      'phone.removed',
    ])
    expect(JSON.stringify(audited)).not.toContain(other)
  })

  test.each(['0151 23456789', '+0151234567', '+49', '+1234567890123456', '+49151abc4567', '', null, 5])(
    'refuses %j as a number',
    async (number) => {
      const answer = await send(await buildUser(), number)
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: 'number' }] } })
      expect(answer.headers.get('content-type')).toBe('application/problem+json')
    },
  )

  test.each(['12345', '1234567', '12345a', 123456])('refuses %j as a code', async (code) => {
    expect(await confirm(await buildUser(), code)).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'code' }] },
    })
  })

  test('a code works once, for its user, for its number, while the newest', async () => {
    const [user, other] = [await buildUser(), await buildUser()]
    const number = newNumber()
    const first = await codeFor(user, number)
    expect((await confirm(other, first)).status).toBe(409)
    const theirs = await codeFor(other, number)
    expect((await confirm(user, theirs)).status).toBe(422)
    const second = await codeFor(user, newNumber())
    expect((await confirm(user, first)).status).toBe(422)
    expect((await confirm(user, second)).status).toBe(200)
    expect(await confirm(user, second)).toMatchObject({ status: 409, body: { code: 'no_code' } })
    // Whose a number is makes no difference, neither in what is answered nor in what happens.
    expect((await confirm(other, theirs)).status).toBe(200)
  })

  test('and for ten minutes', async () => {
    const user = await buildUser()
    const code = await codeFor(user, newNumber())
    const { expiresAt, createdAt } = await database().phoneCode.findUniqueOrThrow({
      where: { userId: user.userId },
    })
    expect(expiresAt.getTime() - createdAt.getTime()).toBe(10 * 60_000)
    await database().phoneCode.update({
      where: { userId: user.userId },
      data: { expiresAt: new Date(Date.now() - 1) },
    })
    expect((await show(user)).waiting).toBeNull()
    expect(await confirm(user, code)).toMatchObject({ status: 409, body: { code: 'no_code' } })
  })

  test('five tries, also many at once, and then not even the right one', async () => {
    const user = await buildUser()
    const code = await codeFor(user, newNumber())
    const answers = await Promise.all(Array.from({ length: 20 }, () => confirm(user, wrong(code))))
    const count = (status: number) => answers.filter((answer) => answer.status === status).length
    expect([count(422), count(409)]).toEqual([5, 15])
    expect(answers.filter(({ status }) => status === 422).map(({ body }) => body)).toContainEqual(
      expect.objectContaining({ code: 'wrong_code', detail: expect.stringContaining('4 times more') }),
    )
    expect((await confirm(user, code)).status).toBe(409)
    expect((await show(user)).number).toBeNull()
    // Another code has tries of its own.
    expect((await confirm(user, await codeFor(user, newNumber()))).status).toBe(200)
  })

  test('what lies in the database meanwhile confirms nothing', async () => {
    const user = await buildUser()
    const number = newNumber()
    const code = await codeFor(user, number)
    const rows = [
      await database().phoneCode.findUnique({ where: { userId: user.userId } }),
      await database().outboundMessage.findMany({ where: { recipient: number } }),
    ]
    expect(code).toMatch(/^\d{6}$/)
    expect(JSON.stringify(rows, (_, value) => (value instanceof Date ? null : value))).not.toContain(code)
  })

  test('the same request twice sends one code', async () => {
    const user = await buildUser()
    const number = newNumber()
    const headers = { 'idempotency-key': randomUUID() }
    const answers = [await send(user, number, headers), await send(user, number, headers)]
    expect(answers[1]?.body).toEqual(answers[0]?.body)
    await work()
    expect(sms.texts).toHaveLength(1)
  })

  test('five codes an hour for a user, whatever the number; ten a day to a number, whoever asks', async () => {
    const user = await buildUser()
    for (let sent = 0; sent < 5; sent += 1) expect((await send(user, newNumber())).status).toBe(202)
    const refused = await send(user, newNumber())
    expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_requests' } })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3000)

    const number = newNumber()
    const statuses: number[] = []
    for (let asker = 0; asker < 4; asker += 1) {
      const other = await buildUser()
      for (let sent = 0; sent < 3; sent += 1) statuses.push((await send(other, number)).status)
    }
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 202), 429, 429])
  })

  test('is offered to owners, and where text messages are sent at all', async () => {
    const [user, member] = [await buildUser(), await buildUser()]
    await database().member.updateMany({ where: { userId: member.userId }, data: { role: 'member' } })
    expect((await show(member)).offered).toBe(false)
    expect(await send(member, newNumber())).toMatchObject({ status: 403, body: { code: 'owner_only' } })
    const number = await confirmed(user)
    const settings = config()
    const { sms: sender } = settings
    settings.sms = null
    try {
      expect(await show(user)).toMatchObject({ offered: false, number })
      expect(await send(user, number)).toMatchObject({ status: 400, body: { code: 'no_text_messages' } })
      const { stored } = await alert(user)
      expect(await stored()).toBeNull()
    } finally {
      settings.sms = sender
    }
  })
})

describe('S2.10 alerts by text message', () => {
  test('go to owners with a number, once, beside mail and notice', async () => {
    const [user, without] = [await buildUser(), await buildUser()]
    const number = await confirmed(user)
    const { told, stored } = await alert(user)
    await Promise.all(Array.from({ length: 5 }, () => alert(user, told)))
    await alert(without)
    await work()
    await alert(user, told)
    await work()
    const message = await stored()
    expect(sms.texts).toEqual([
      {
        to: number,
        text: "Tackon: You've used 80% of your daily API requests. http://localhost:3000/keys/1",
        id: message?.id,
        key: message?.id,
      },
    ])
    expect(message).toMatchObject({ attempts: 1, lastError: null, sentAt: expect.any(Date) })
    const channels = await database().outboundMessage.findMany({
      where: { customerId: user.customerId },
      orderBy: { channel: 'asc' },
    })
    expect(channels.map(({ channel }) => channel)).toEqual(['email', 'in_app', 'sms'])
  })

  test.each([500, 408, 429, 307, null])(
    'an answer of %s is asked again, with the same id, until it is taken',
    async (status) => {
      const user = await buildUser()
      await confirmed(user)
      const { stored } = await alert(user)
      sms.answer(status)
      await work()
      const failed = await stored()
      expect(failed).toMatchObject({ attempts: 1, sentAt: null, lastError: expect.any(String) })
      if (status) expect(failed?.lastError).toBe(`the sender of text messages answered ${status}`)
      expect(sms.texts).toHaveLength(1)
      expect(await waiting(failed?.id)).not.toBeNull()
      sms.answer(202)
      await endTheWait()
      await work()
      expect(await stored()).toMatchObject({ attempts: 2, lastError: null, sentAt: expect.any(Date) })
      expect(sms.texts.map(({ key }) => key)).toEqual([failed?.id, failed?.id])
    },
  )

  test.each([400, 401, 404, 422])('an answer of %i is final', async (status) => {
    const user = await buildUser()
    await confirmed(user)
    const { stored } = await alert(user)
    sms.answer(status)
    await work()
    const message = await stored()
    expect(message).toMatchObject({
      attempts: 1,
      sentAt: null,
      lastError: `the sender of text messages answered ${status}`,
    })
    expect(await waiting(message?.id)).toBeNull()
  })

  test('nothing goes to a number that was removed, also what waited', async () => {
    const user = await buildUser()
    await confirmed(user)
    const { stored } = await alert(user)
    await remove(user)
    await work()
    expect(sms.texts).toEqual([])
    const message = await stored()
    expect(message).toMatchObject({ sentAt: null, lastError: 'the number was removed' })
    expect(await waiting(message?.id)).toBeNull()
    expect(await (await alert(user)).stored()).toBeNull()
  })
})
