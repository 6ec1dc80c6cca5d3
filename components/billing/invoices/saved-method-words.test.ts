import { expect, test } from 'vitest'
import { savedMethodWords } from './saved-method-words.ts'

const card = { kind: 'card', brand: 'visa', last4: '4242', expires: null }

test('a saved method is called by what its owner knows of it', () => {
  expect(savedMethodWords(card)).toBe('Visa •• 4242')
  expect(savedMethodWords({ ...card, brand: null, kind: 'sepa_debit' })).toBe('Sepa debit •• 4242')
  expect(savedMethodWords({ ...card, brand: null, last4: null, kind: 'link' })).toBe('Link')
})
