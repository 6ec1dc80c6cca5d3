import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keyedHash } from '#lib/auth/keyed-hash.ts'
import { hashOf, isSecret, newSecret, prefixOf } from './secret.ts'

const secrets = fc.constant(null).map(newSecret)

describe('S2.2 secrets of API keys', () => {
  test('begin with sk-, and no two are the same', () => {
    const made = Array.from({ length: 1_000 }, newSecret)
    expect(new Set(made).size).toBe(1_000)
    for (const secret of made) {
      expect(secret).toMatch(/^sk-[0-9A-Za-z]{36}$/)
      expect(isSecret(secret)).toBe(true)
    }
  })

  test('one wrong character, or two that changed places, is told without asking anyone', () => {
    fc.assert(
      fc.property(
        secrets,
        fc.integer({ min: 3, max: 38 }),
        fc.constantFrom(...'aZ09_'),
        (secret, at, other) => {
          fc.pre(secret[at] !== other)
          expect(isSecret(secret.slice(0, at) + other + secret.slice(at + 1))).toBe(false)
        },
      ),
    )
    fc.assert(
      fc.property(secrets, fc.integer({ min: 3, max: 37 }), (secret, at) => {
        const [one = '', next = ''] = secret.slice(at, at + 2)
        fc.pre(one !== next)
        expect(isSecret(secret.slice(0, at) + next + one + secret.slice(at + 2))).toBe(false)
      }),
    )
  })

  test('what is no text of this form is none', () => {
    fc.assert(fc.property(fc.string(), (text) => !isSecret(text)))
    const secret = newSecret()
    for (const text of ['', 'sk-', ` ${secret}`, `${secret}\n`, `${secret}0`, secret.toUpperCase()]) {
      expect(isSecret(text)).toBe(false)
    }
  })

  test('what is kept has a pepper of its own and does not show the secret; lists show its beginning', () => {
    const secret = newSecret()
    expect(hashOf(secret)).toMatch(/^[0-9a-f]{64}$/)
    expect(hashOf(secret)).toBe(hashOf(secret))
    expect(hashOf(secret)).not.toBe(keyedHash(secret))
    expect(prefixOf(secret)).toBe(secret.slice(0, 9))
  })
})
