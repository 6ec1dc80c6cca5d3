import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSignedBy, sign } from './signatures.ts'

test('a signature is the hex HMAC-SHA256 of the bytes', () => {
  expect(sign('order_1|pay_1', 'secret')).toBe(
    createHmac('sha256', 'secret').update('order_1|pay_1').digest('hex'),
  )
})

test('property: what was signed is signed by that secret, and by no other', () => {
  fc.assert(
    fc.property(
      fc.uint8Array(),
      fc.string({ minLength: 1 }),
      fc.string({ minLength: 1 }),
      (body, secret, other) => {
        expect(isSignedBy(body, sign(body, secret), secret)).toBe(true)
        // HMAC fills keys up with NUL: only then two are one.
        fc.pre(secret.replace(/\0+$/, '') !== other.replace(/\0+$/, ''))
        expect(isSignedBy(body, sign(body, secret), other)).toBe(false)
      },
    ),
  )
})

test('property: any text can be given as a signature, and is wrong', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (signature) => {
      expect(isSignedBy('order_1|pay_1', signature, 'secret')).toBe(false)
    }),
  )
})
