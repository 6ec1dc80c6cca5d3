import { expect, test } from 'vitest'
import { validate } from '#lib/http/validate.ts'
import { phoneConfirmRequest, phoneRequest } from './schemas.ts'

test.each([
  ['+49 151 23456789', '+4915123456789'],
  ['+1 (555) 123-4567', '+15551234567'],
  ['+49.151.2345678', '+491512345678'],
  ['+290 200', undefined],
  ['+290 12345', '+29012345'],
  ['+123456789012345', '+123456789012345'],
  ['+1234567890123456', undefined],
  ['0151 23456789', undefined],
  ['0049 151 23456789', undefined],
  ['+0151 23456789', undefined],
  ['+49+151234567', undefined],
  ['+49151234567 ext 5', undefined],
])('S2.10 %j is the number %s', (written, number) => {
  expect(phoneRequest.safeParse({ number: written }).data?.number).toBe(number)
})

test('S2.10 what is refused is said in words', () => {
  const refused = (act: () => unknown) => {
    try {
      act()
    } catch (error) {
      return error
    }
    return null
  }
  expect(refused(() => validate(phoneRequest, { number: '0151' }, 'body'))).toMatchObject({
    errors: [
      { field: 'number', reason: 'Begin with + and the code of the country, as in +49 151 23456789.' },
    ],
  })
  expect(refused(() => validate(phoneConfirmRequest, { code: '12' }, 'body'))).toMatchObject({
    errors: [{ field: 'code', reason: 'Enter the six digits that were sent.' }],
  })
})
