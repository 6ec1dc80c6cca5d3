import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { buildUser } from '#lib/auth/testing/build-user.ts'
import { database } from '#lib/db/client.ts'
import { transaction } from '#lib/db/transaction.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { route } from './route.ts'
import { call } from './testing/call.ts'

let runs = 0
let work: () => Promise<void> = async () => {}
const body = z.strictObject({ quantity: z.int() })
const buy = route({
  access: 'customer',
  body,
  handle: async ({ body }) => {
    runs += 1
    const run = runs
    await work()
    return { run, quantity: body.quantity }
  },
  respond: { status: 201, headers: () => ({ location: '/api/x' }) },
})
const [buyer, other] = [await buildUser(), await buildUser()]
const send = (key: string, sent: { quantity?: number; token?: string; handler?: typeof buy } = {}) =>
  call(sent.handler ?? buy, {
    method: 'POST',
    token: sent.token ?? buyer.token,
    headers: { 'idempotency-key': key },
    body: { quantity: sent.quantity ?? 1 },
  })
const codeOf = (answer: { body: unknown }) => (answer.body as { code?: string }).code

beforeEach(() => {
  runs = 0
  work = async () => {}
})

describe('E.5 an idempotency key', () => {
  test('repeats the first answer, status and headers included', async () => {
    const key = randomUUID()
    const first = await send(key)
    const second = await send(key)
    expect([first.status, second.status, runs]).toEqual([201, 201, 1])
    expect(second.body).toEqual(first.body)
    expect(second.headers.get('location')).toBe('/api/x')
    expect(first.headers.get('idempotency-replayed')).toBeNull()
    expect(second.headers.get('idempotency-replayed')).toBe('true')
  })

  test('runs once under fifty at the same moment; the others are told that it runs', async () => {
    const key = randomUUID()
    const gate = Promise.withResolvers<void>()
    work = () => gate.promise
    let answered = 0
    const asked = Array.from({ length: 50 }, async () => {
      const answer = await send(key)
      answered += 1
      // Whoever is the one that runs is let go when all the others have their answer.
      if (answered === 49) gate.resolve()
      return answer
    })
    const answers = await Promise.all(asked)
    const others = answers.filter((answer) => answer.status !== 201)
    expect(others).toHaveLength(49)
    expect(new Set(others.map(codeOf))).toEqual(new Set(['idempotency_in_progress']))
    expect(others.every((answer) => answer.headers.get('retry-after') === '1')).toBe(true)
    expect((await send(key)).headers.get('idempotency-replayed')).toBe('true')
    expect(runs).toBe(1)
  })

  test('stands for one request only', async () => {
    const key = randomUUID()
    await send(key)
    const answer = await send(key, { quantity: 2 })
    expect([answer.status, codeOf(answer), runs]).toEqual([422, 'idempotency_key_reused', 1])
  })

  test("is its caller's own: another customer with the same key runs", async () => {
    const key = randomUUID()
    await send(key)
    const answer = await send(key, { token: other.token })
    expect([answer.status, answer.headers.get('idempotency-replayed'), runs]).toEqual([201, null, 2])
  })

  test('repeats a refusal too', async () => {
    const key = randomUUID()
    work = async () => {
      throw new DomainError({ kind: 'refused', code: 'max_quantity', detail: 'Maximum quantity is 10' })
    }
    const first = await send(key)
    const second = await send(key)
    expect([first.status, second.status, runs]).toEqual([400, 400, 1])
    expect(second.body).toEqual(first.body)
    expect(second.headers.get('content-type')).toBe('application/problem+json')
  })

  test('does not keep a failure of ours: the repetition runs', async () => {
    const key = randomUUID()
    work = async () => {
      throw new Error('broken')
    }
    expect((await send(key)).status).toBe(500)
    work = async () => {}
    expect((await send(key)).status).toBe(201)
    expect(runs).toBe(2)
  })

  test('is taken over when its process died, after the lease, and the dead run writes nothing any more', async () => {
    const key = randomUUID()
    const gate = Promise.withResolvers<void>()
    work = () => gate.promise
    const dead = send(key)
    await expect.poll(() => runs).toBe(1)
    expect(codeOf(await send(key))).toBe('idempotency_in_progress')
    await database()
      .$executeRaw`UPDATE idempotency_records SET leased_until = now() - interval '1 s' WHERE key = ${key}`
    expect(codeOf(await send(key, { quantity: 2 }))).toBe('idempotency_key_reused')
    work = async () => {}
    const taken = await send(key)
    expect([taken.status, (taken.body as { run: number }).run]).toEqual([201, 2])
    gate.resolve()
    expect(codeOf(await dead)).toBe('idempotency_in_progress')
    expect((await send(key)).body).toEqual(taken.body)
  })

  test.each(['', 'x'.repeat(256), 'schlüssel', 'a\tb'])('that is "%s" is refused', async (key) => {
    const answer = await send(key)
    expect([answer.status, codeOf(answer), runs]).toEqual([400, 'invalid_idempotency_key', 0])
  })

  test('has no meaning for a request that was never valid', async () => {
    const key = randomUUID()
    const invalid = await call(buy, {
      method: 'POST',
      token: buyer.token,
      headers: { 'idempotency-key': key },
      body: { quantity: 'x' },
    })
    expect(invalid.status).toBe(422)
    expect((await send(key)).status).toBe(201)
  })
})

describe('DESIGN the answer is committed with the effects', () => {
  const announce = (code: string) => ({ code, title: 'x', body: 'x', publishedAt: new Date() })
  const countOf = (code: string) => database().announcement.count({ where: { code } })

  test('stands when the effects do, though the process dies before it answers', async () => {
    const key = randomUUID()
    const handler = route({
      access: 'customer',
      body,
      handle: async ({ idempotency }) => {
        await transaction(async (tx) => {
          await tx.announcement.create({ data: announce(key) })
          await idempotency.commit(tx, { done: key })
        })
        throw new Error('killed')
      },
    })
    expect((await send(key, { handler })).status).toBe(500)
    const again = await send(key, { handler })
    expect([again.status, again.body, again.headers.get('idempotency-replayed')]).toEqual([
      200,
      { done: key },
      'true',
    ])
    expect(await countOf(key)).toBe(1)
  })

  test('falls with the effects', async () => {
    const key = randomUUID()
    let fail = true
    const handler = route({
      access: 'customer',
      body,
      handle: async ({ idempotency }) => {
        await transaction(async (tx) => {
          await tx.announcement.create({ data: announce(key) })
          await idempotency.commit(tx, { done: key })
          if (fail) throw new Error('rolled back')
        })
        return { done: key }
      },
    })
    expect((await send(key, { handler })).status).toBe(500)
    expect(await countOf(key)).toBe(0)
    fail = false
    expect((await send(key, { handler })).status).toBe(200)
    expect(await countOf(key)).toBe(1)
  })

  test('undoes the effects of a run that was taken over', async () => {
    const key = randomUUID()
    const handler = route({
      access: 'customer',
      body,
      handle: async ({ idempotency }) => {
        await database().$executeRaw`UPDATE idempotency_records SET fence = fence + 1 WHERE key = ${key}`
        await transaction(async (tx) => {
          await tx.announcement.create({ data: announce(key) })
          await idempotency.commit(tx, { done: key })
        })
        return { done: key }
      },
    })
    expect(codeOf(await send(key, { handler }))).toBe('idempotency_in_progress')
    expect(await countOf(key)).toBe(0)
  })

  test('never keeps a secret', async () => {
    const key = randomUUID()
    const handler = route({
      access: 'customer',
      body,
      handle: () => ({ id: 1, secret: 'sk-very-secret' }),
      respond: { remember: ({ id }) => ({ id, secret: null }) },
    })
    expect((await send(key, { handler })).body).toEqual({ id: 1, secret: 'sk-very-secret' })
    expect((await send(key, { handler })).body).toEqual({ id: 1, secret: null })
    const record = await database().idempotencyRecord.findFirstOrThrow({ where: { key } })
    expect(JSON.stringify(record)).not.toContain('sk-very-secret')
  })
})
