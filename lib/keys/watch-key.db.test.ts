import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { buildUser } from '#lib/auth/testing/build-user.ts'
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { runDueWork } from '#lib/jobs/run-due-work.ts'
import { scheduleWork } from '#lib/jobs/schedule-work.ts'
import { decide } from '#lib/metering/decide.ts'
import { buildKey, setClock, type TestKey } from '#lib/metering/testing/build-key.ts'
import { composeMessage } from '#lib/notifications/templates.ts'
import { config } from '#lib/server/config.ts'
import { workHandlers } from '#lib/server/work-handlers.ts'
import { forwardApi } from '#prisma/seed/catalog/forward-api.ts'

/** As long as it takes where others are at work, too: what is waited for comes, or never does. */
const PATIENT = { timeout: 10_000 }

process.env.TACKON_SANDBOX = '1'
await seedCatalog({ seed: forwardApi, now: await now() })
beforeEach(() => setClock('2027-03-10T10:15:00Z'))
afterAll(() => database().systemClock.update({ where: { id: 1 }, data: { offsetMs: 0n } }))

/** A key somebody owns. */
async function ownedKey(): Promise<TestKey> {
  const { customerId } = await buildUser()
  return buildKey({ customerId: customerId ?? '' })
}
async function use(key: TestKey, times: number) {
  await Promise.all(Array.from({ length: times }, () => decide(key.secret)))
}
const dueFor = (key: TestKey) =>
  database().dueWork.findFirst({ where: { kind: 'watch-key', subject: key.apiKeyId } })
const work = () => runDueWork({ handlers: workHandlers })

/** The subjects of what was told on pages and by mail. */
async function told(key: TestKey) {
  const messages = await database().outboundMessage.findMany({
    where: { customerId: key.customerId },
    orderBy: { createdAt: 'asc' },
  })
  return messages.map((message) => [message.channel, composeMessage(message).content.subject])
}

describe('S2.10 alerts', () => {
  test('S2.10 at the full hour after a call, once for each crossing', async () => {
    const key = await ownedKey()
    await use(key, 80)
    await vi.waitFor(
      async () => expect((await dueFor(key))?.dueAt).toEqual(new Date('2027-03-10T11:00:00Z')),
      PATIENT,
    )
    await work()
    expect(await told(key)).toEqual([])
    await setClock('2027-03-10T11:00:01Z')
    await work()
    const once = [
      ['email', "You've used 80% of your daily API requests"],
      ['in_app', "You've used 80% of your daily API requests"],
    ]
    expect(await told(key)).toEqual(once)
    // Looked at again, for whatever reason, nothing new is told on this day.
    await scheduleWork(database(), {
      kind: 'watch-key',
      subject: key.apiKeyId,
      dueAt: await now(),
      now: await now(),
    })
    await work()
    expect(await told(key)).toEqual(once)
    expect(await dueFor(key)).toBeNull()
  })

  test('S2.10 the last hour of a day counts to its day', async () => {
    const key = await ownedKey()
    await setClock('2027-03-10T23:50:00Z')
    await use(key, 90)
    await vi.waitFor(async () => expect(await dueFor(key)).not.toBeNull(), PATIENT)
    await setClock('2027-03-11T00:20:00Z')
    await work()
    expect((await told(key))[0]).toEqual(['email', "You've used 90% of your daily API requests"])
  })

  test('S2.10 a pack that is nearly used up, and one that ends in three days', async () => {
    const key = await ownedKey()
    await key.hold('ADDON_SMALL', { until: Temporal.Instant.from('2027-03-13T12:00:00Z') })
    await use(key, 195)
    await vi.waitFor(async () => expect(await dueFor(key)).not.toBeNull(), PATIENT)
    await setClock('2027-03-10T11:00:01Z')
    await work()
    expect(
      (await told(key)).filter(([channel]) => channel === 'in_app').map(([, subject]) => subject),
    ).toEqual([
      "You've used 97% of your daily API requests",
      'Your add-on package has less than 10% left today',
    ])
    // It comes within three days at noon.
    expect((await dueFor(key))?.dueAt).toEqual(new Date('2027-03-10T12:00:00Z'))
    await setClock('2027-03-10T12:00:01Z')
    await work()
    expect((await told(key)).at(-1)).toEqual(['in_app', 'Your add-on package expires in 3 days'])
    expect(await dueFor(key)).toBeNull()
  })

  test('S2.10 who holds more than the next tier costs would save by upgrading', async () => {
    const key = await ownedKey()
    for (let count = 0; count < 3; count += 1) await key.hold('ADDON_SMALL')
    await use(key, 150)
    await vi.waitFor(async () => expect(await dueFor(key)).not.toBeNull(), PATIENT)
    await setClock('2027-03-10T11:00:01Z')
    await work()
    expect((await told(key)).map(([, subject]) => subject)).toContain(
      'Based on your usage, upgrading to STANDARD would save you $5/month',
    )
  })

  test('S2.10 whoever confirmed a number is texted, too, where text messages are sent', async () => {
    const [key, unsent] = [await ownedKey(), await ownedKey()]
    const number = '+4915123456789'
    for (const { customerId } of [key, unsent]) {
      const { userId } = await database().member.findFirstOrThrow({ where: { customerId } })
      await database().phone.create({ data: { userId, number, confirmedAt: new Date() } })
    }
    const look = async (looked: TestKey) => {
      await use(looked, 80)
      await vi.waitFor(async () => expect(await dueFor(looked)).not.toBeNull())
      await setClock('2027-03-10T11:00:01Z')
      await work()
      return (await told(looked)).map(([channel]) => channel).sort()
    }
    expect(await look(unsent)).toEqual(['email', 'in_app'])
    await setClock('2027-03-10T10:15:00Z')
    const settings = config()
    settings.sms = { url: new URL('http://127.0.0.1:1'), token: 'x' }
    expect(await look(key).finally(() => Object.assign(settings, { sms: null }))).toEqual([
      'email',
      'in_app',
      'sms',
    ])
  })

  test('S2.10 nothing is told of a revoked key', async () => {
    const key = await ownedKey()
    await use(key, 90)
    await vi.waitFor(async () => expect(await dueFor(key)).not.toBeNull(), PATIENT)
    await database().apiKey.update({ where: { id: key.apiKeyId }, data: { revokedAt: new Date() } })
    await setClock('2027-03-10T11:00:01Z')
    await work()
    expect(await told(key)).toEqual([])
    expect(await dueFor(key)).toBeNull()
  })
})
