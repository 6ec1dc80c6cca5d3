import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readWebhook } from './read-webhook.ts'
import { sign } from './signatures.ts'
import { webhookBodies } from './testing/webhook-bodies.ts'

const SECRET = 'a webhook secret'

function message(body: string | Uint8Array, headers: Record<string, string> = {}, secret = SECRET) {
  const rawBody = typeof body === 'string' ? Buffer.from(body) : body
  const sent: Record<string, string> = { 'x-razorpay-signature': sign(rawBody, secret), ...headers }
  return { rawBody, header: (name: string) => sent[name] ?? null }
}

const read = (body: string | Uint8Array, headers?: Record<string, string>) =>
  readWebhook(message(body, headers), SECRET)

describe('E.3 the bodies Razorpay sends', () => {
  test.each(webhookBodies)('$event.event is read', ({ event, subject }) => {
    expect(read(JSON.stringify(event), { 'x-razorpay-event-id': 'evt_1' })).toEqual({
      eventId: 'evt_1',
      type: event.event,
      subject,
    })
  })

  // Recorded bodies, where the folder with them is at hand.
  const samples = new URL('../../../../shared/data/razorpay/', import.meta.url)
  const files = existsSync(samples) ? readdirSync(samples) : []
  test.runIf(files.length > 0)('recorded ones are read, byte for byte', () => {
    for (const file of files) {
      const body = readFileSync(new URL(file, samples))
      expect(read(body)).toMatchObject({ type: JSON.parse(body.toString()).event })
    }
  })
})

describe('E.3 what is not signed is nothing', () => {
  const body = JSON.stringify(webhookBodies[0]?.event)

  test.each([
    ['no signature', { 'x-razorpay-signature': '' }],
    ['another one of the right form', { 'x-razorpay-signature': 'f'.repeat(64) }],
    ['a signature of something else', { 'x-razorpay-signature': sign('something else', SECRET) }],
    ['upper case', { 'x-razorpay-signature': sign(body, SECRET).toUpperCase() }],
  ])('%s', (_what, headers) => {
    expect(read(body, headers)).toBeNull()
  })

  test('a missing header, another secret, and a body that was parsed and written again', () => {
    expect(readWebhook({ rawBody: Buffer.from(body), header: () => null }, SECRET)).toBeNull()
    expect(readWebhook(message(body, {}, 'another secret'), SECRET)).toBeNull()
    const spaced = JSON.stringify(JSON.parse(body), null, 1)
    expect(read(spaced, { 'x-razorpay-signature': sign(body, SECRET) })).toBeNull()
  })

  test('property: not one changed bit passes', () => {
    const raw = Buffer.from(body)
    fc.assert(
      fc.property(fc.nat(raw.length * 8 - 1), (bit) => {
        const changed = Buffer.from(raw)
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        expect(read(changed, { 'x-razorpay-signature': sign(raw, SECRET) })).toBeNull()
      }),
    )
  })
})

describe('E.3 what is signed is an event, whatever it says', () => {
  test('without an event id the body stands for itself', () => {
    const [first, second] = ['{"event":"a"}', '{"event":"b"}'].map((body) => read(body)?.eventId)
    expect(first).toMatch(/^[0-9a-f]{64}$/)
    expect(read('{"event":"a"}')?.eventId).toBe(first)
    expect(second).not.toBe(first)
  })

  test.each([
    ['a number', 5],
    ['nothing', null],
    ['too long to be one', 'x'.repeat(3000)],
    ['no text the database keeps', 'order_\0'],
    ['another subject in disguise', 'order_1:order_2'],
  ])('an order id that is %s belongs to nothing', (_what, id) => {
    const body = JSON.stringify({ event: 'order.paid', payload: { order: { entity: { id } } } })
    expect(read(body)).toMatchObject({ type: 'order.paid', subject: null })
  })

  test('property: arbitrary bytes never throw, and can always be kept', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.json().map((text) => Buffer.from(text)),
      fc
        .record({ event: fc.string({ unit: 'binary' }), payload: fc.anything() })
        .map((body) =>
          Buffer.from(JSON.stringify(body, (_key, value) => (typeof value === 'bigint' ? 1 : value))),
        ),
    )
    fc.assert(
      fc.property(bytes, fc.option(fc.string()), (body, eventId) => {
        const event = read(body, eventId ? { 'x-razorpay-event-id': eventId } : {})
        expect(event).not.toBeNull()
        expect(event?.type).not.toContain('\0')
        expect(event?.type.length).toBeLessThanOrEqual(100)
        expect(event?.eventId.length).toBeLessThanOrEqual(200)
        if (event?.subject) expect(event.subject.id).toMatch(/^\w+$/)
      }),
      { numRuns: 1000 },
    )
  })
})
