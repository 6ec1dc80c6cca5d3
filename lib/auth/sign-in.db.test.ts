import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { database } from '#lib/db/client.ts'
import { realNow } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { createSignInLink } from './create-sign-in-link.ts'
import { admitAttempt } from './limit-attempts.ts'
import { signInLinkToken } from './sign-in-link-token.ts'
import { signInWithLink } from './sign-in-with-link.ts'
import { signInWithPassword } from './sign-in-with-password.ts'
import { buildUser } from './testing/build-user.ts'

const password = 'correct horse battery staple'

async function makeLink(userId: string) {
  const { seed } = await transaction((tx) => createSignInLink(tx, { userId, now: realNow() }))
  return { seed, token: signInLinkToken(seed) }
}

describe('E.1 sign-in with a password', () => {
  test('starts a session of the user and their customer', async () => {
    const { userId, customerId, email } = await buildUser({ password })
    const claims = await signInWithPassword({ email: ` ${email.toUpperCase()} `, password })
    expect(claims).toEqual({ userId, customerId, sessionVersion: 1 })
  })

  test.each([
    ['a wrong password', { password: 'wrong' }],
    ['an unknown address', { email: 'nobody@test.test' }],
    ['no password', { password: '' }],
    ['something that is no text', { password: 7 }],
    ['a lone surrogate', { password: '\ud800' }],
    ['a novel', { password: 'a'.repeat(10_000) }],
    ['no address', { email: "' OR 1=1 --" }],
  ])('is refused with %s', async (_, wrong) => {
    const { email } = await buildUser({ password })
    expect(await signInWithPassword({ email, password, ...wrong })).toBeNull()
  })

  test('is refused to a user without a password', async () => {
    const { email } = await buildUser()
    expect(await signInWithPassword({ email, password })).toBeNull()
  })

  test('keeps nothing a password could be read from', async () => {
    const { userId } = await buildUser({ password })
    const { passwordHash } = await database().user.findUniqueOrThrow({ where: { id: userId } })
    expect(passwordHash).toMatch(/^scrypt\$32768\$8\$3\$/)
    expect(passwordHash).not.toContain(createHash('sha256').update(password).digest('hex'))
  })

  test('is refused after ten tries at one address, known or not, even when it is right', async () => {
    const { email } = await buildUser({ password })
    for (const address of [email, 'also-nobody@test.test']) {
      for (let attempt = 0; attempt < 9; attempt += 1) await admitAttempt('password', address)
      expect(await signInWithPassword({ email: address, password: 'wrong' })).toBeNull()
      await expect(signInWithPassword({ email: address, password })).rejects.toThrow('too_many_attempts')
    }
  })

  test('counts every one of many tries at once', async () => {
    const { email } = await buildUser()
    const tries = await Promise.all(Array.from({ length: 25 }, () => admitAttempt('password', email)))
    expect(tries.filter(Boolean)).toHaveLength(10)
  })

  test('forgets the wrong tries before a right one', async () => {
    const { email } = await buildUser({ password })
    for (let attempt = 0; attempt < 9; attempt += 1) await admitAttempt('password', email)
    expect(await signInWithPassword({ email, password })).not.toBeNull()
    expect(await signInWithPassword({ email, password })).not.toBeNull()
  })
})

describe('E.1 sign-in with a link', () => {
  test('works once, however many use it at the same moment', async () => {
    const { userId, customerId } = await buildUser()
    const { token } = await makeLink(userId)
    const results = await Promise.all(Array.from({ length: 20 }, () => signInWithLink({ token })))
    expect(results.filter((claims) => claims !== null)).toEqual([{ userId, customerId, sessionVersion: 1 }])
    expect(await signInWithLink({ token })).toBeNull()
  })

  test('does not work past its fifteen minutes', async () => {
    const { userId } = await buildUser()
    const { token } = await makeLink(userId)
    await database().signInLink.updateMany({
      where: { userId },
      data: { expiresAt: new Date(Date.now() - 1) },
    })
    expect(await signInWithLink({ token })).toBeNull()
  })

  test.each([{}, { token: '' }, { token: 7 }, { token: 'x'.repeat(43) }, { token: '\0' }, null])(
    'does not work with %j',
    async (input) => expect(await signInWithLink(input)).toBeNull(),
  )

  test('keeps nothing that signs anybody in', async () => {
    const { userId } = await buildUser()
    const { seed, token } = await makeLink(userId)
    const rows = JSON.stringify(await database().signInLink.findMany({ where: { userId } }))
    expect(rows).not.toContain(token)
    expect(await signInWithLink({ token: seed })).toBeNull()
  })
})
