import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { signInWithLink } from '#lib/auth/sign-in-with-link.ts'
import { buildUser } from '#lib/auth/testing/build-user.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { runDueWork } from '#lib/jobs/run-due-work.ts'
import type { WorkHandlers } from '#lib/jobs/work.ts'
import { deliverMessage } from './deliver-message.ts'
import { enqueueMessage } from './enqueue-message.ts'
import { closeMailTransport } from './mail-transport.ts'
import { sendSignInLink } from './send-sign-in-link.ts'
import { startMailServer } from './testing/start-mail-server.ts'

const server = await startMailServer()
process.env.SMTP_URL = server.url
afterAll(async () => {
  closeMailTransport()
  await server.stop()
})
beforeEach(() => {
  server.mails.length = 0
  server.answer(null)
})

const none = async () => {}
const handlers: WorkHandlers = {
  'converge-purchase': none,
  'converge-invoice-order': none,
  'converge-provider-order': none,
  'converge-provider-subscription': none,
  'converge-provider-payment': none,
  'prepare-renewal': none,
  'watch-key': none,
  'renew-prepaid': none,
  'keep-method': none,
  'execute-refund': none,
  'remind-line': none,
  'sync-catalog-item': none,
  'deliver-message': deliverMessage,
}
const customer = await buildUser()

const enqueue = async (dedupeKey: string, addonName = 'Extra Storage (+10 GB)') => {
  const at = await now()
  await transaction((tx) =>
    enqueueMessage(tx, {
      dedupeKey,
      customerId: customer.customerId,
      channel: 'email',
      recipient: customer.email,
      template: 'addon-expired',
      data: {
        addonName,
        quantity: 2,
        endedAt: at.toString(),
        timeZone: 'Asia/Kolkata',
        renewPath: '/billing?renew=1',
      },
      now: at,
    }),
  )
  return dedupeKey
}
const stored = (dedupeKey: string) => database().outboundMessage.findUniqueOrThrow({ where: { dedupeKey } })
const waiting = (subject: string) =>
  database().dueWork.findFirst({ where: { kind: 'deliver-message', subject } })
/** As if the product's clock had passed the wait after a failure. */
const endTheWait = () =>
  database().$executeRaw`UPDATE due_work SET due_at = created_at WHERE kind = 'deliver-message'`

describe('DESIGN the outbox', () => {
  test('sends a mail once it is committed, and notes when', async () => {
    const key = await enqueue(randomUUID())
    await runDueWork({ handlers })
    const message = await stored(key)
    expect(server.mails).toHaveLength(1)
    expect(server.mails[0]).toMatchObject({
      subject: 'Extra Storage (+10 GB) has ended',
      to: [{ address: customer.email }],
      from: { address: 'billing@tackon.test', name: 'Tackon' },
      messageId: `<${message.id}@localhost>`,
    })
    expect(server.mails[0]?.text).toContain('http://localhost:3000/billing?renew=1')
    expect(message).toMatchObject({ attempts: 1, lastError: null, sentAt: expect.any(Date) })
    expect(await waiting(message.id)).toBeNull()
  })

  test('knows a message by its dedupe key, however many write it at once', async () => {
    const key = randomUUID()
    await Promise.all(Array.from({ length: 20 }, () => enqueue(key)))
    await enqueue(key, 'Another Name')
    await runDueWork({ handlers })
    await enqueue(key)
    await runDueWork({ handlers })
    expect(server.mails.map((mail) => mail.subject)).toEqual(['Extra Storage (+10 GB) has ended'])
  })

  test('sends nothing that was rolled back', async () => {
    const key = randomUUID()
    const at = await now()
    const failing = transaction(async (tx) => {
      await enqueueMessage(tx, {
        dedupeKey: key,
        customerId: null,
        channel: 'email',
        recipient: customer.email,
        template: 'sign-in-link',
        data: { seed: 'x', expiresAt: at.add({ minutes: 1 }).toString() },
        now: at,
      })
      throw new Error('changed my mind')
    })
    await expect(failing).rejects.toThrow('changed my mind')
    await runDueWork({ handlers })
    expect(server.mails).toEqual([])
  })

  test('keeps a mail the server would not take for now, with the reason, and tries again', async () => {
    const key = await enqueue(randomUUID())
    server.answer({ responseCode: 451, message: 'try later' })
    await runDueWork({ handlers })
    expect(await stored(key)).toMatchObject({
      attempts: 1,
      sentAt: null,
      lastError: expect.stringContaining('try later'),
    })
    server.answer(null)
    await endTheWait()
    await runDueWork({ handlers })
    expect(await stored(key)).toMatchObject({ attempts: 2, sentAt: expect.any(Date), lastError: null })
    expect(server.mails).toHaveLength(1)
  })

  test('gives up on an address that does not exist', async () => {
    const key = await enqueue(randomUUID())
    server.answer({ responseCode: 550, message: 'no such mailbox' })
    await runDueWork({ handlers })
    const message = await stored(key)
    expect(message).toMatchObject({ sentAt: null, lastError: expect.stringContaining('no such mailbox') })
    expect(await waiting(message.id)).toBeNull()
  })

  test("refuses data that is not the template's", async () => {
    const at = await now()
    const wrong = transaction((tx) =>
      enqueueMessage(tx, {
        dedupeKey: randomUUID(),
        customerId: null,
        channel: 'email',
        recipient: customer.email,
        template: 'sign-in-link',
        data: { seed: '', expiresAt: 'soon' },
        now: at,
      }),
    )
    await expect(wrong).rejects.toThrow()
  })
})

describe('E.1 the mail with the link', () => {
  const send = async (email: string) => {
    await sendSignInLink({ email, now: await now() })
    await runDueWork({ handlers })
  }

  test('signs in; what lies in the database meanwhile does not', async () => {
    const { userId, email } = await buildUser()
    await send(email)
    const token = server.mails[0]?.text?.match(/sign-in\/link\?token=([\w-]+)/)?.[1]
    const rows = await database().outboundMessage.findMany({ where: { recipient: email } })
    expect(JSON.stringify(rows)).not.toContain(token)
    expect(await signInWithLink({ token })).toMatchObject({ userId })
    expect(await signInWithLink({ token })).toBeNull()
  })

  test('goes to nobody for an address nobody signs in with', async () => {
    await send('nobody@test.test')
    expect(server.mails).toEqual([])
    expect(await database().outboundMessage.count({ where: { recipient: 'nobody@test.test' } })).toBe(0)
  })

  test('is not sent any more when its time is over', async () => {
    const { email } = await buildUser()
    await sendSignInLink({ email, now: await now() })
    const past = '2020-01-01T00:00:00Z'
    await database().$executeRaw`
      UPDATE outbound_messages SET data = jsonb_set(data, '{expiresAt}', to_jsonb(${past}::text)) WHERE recipient = ${email}`
    await runDueWork({ handlers })
    expect(server.mails).toEqual([])
  })
})
