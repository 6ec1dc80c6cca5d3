import { expect, test } from 'vitest'
import { amountChange, axisAmount, shareChange, shareWords } from './figure-words.ts'

test('E.2 changes say by how much and which way', () => {
  expect(amountChange(54_500, 49_600, 'EUR')).toEqual({ words: '+€49 (+9.9%)', direction: 'up' })
  expect(amountChange(0, 14_950, 'EUR')).toEqual({ words: '−€149.50 (−100%)', direction: 'down' })
  expect(amountChange(4900, 0, 'EUR')?.words).toBe('+€49')
  expect(amountChange(5, 5, 'EUR')).toEqual({ words: 'No change', direction: 'same' })
  expect(amountChange(null, 5, 'EUR')).toBeNull()
})

test('E.2 shares change by points, and a share of nothing is none', () => {
  expect(shareWords(0.125)).toBe('12.5%')
  expect(shareWords(null)).toBe('–')
  expect(shareChange(0.2, 0.168)).toEqual({ words: '+3.2 points', direction: 'up' })
  expect(shareChange(0.1, 0.5)).toEqual({ words: '−40 points', direction: 'down' })
  expect(shareChange(0.10001, 0.1)?.direction).toBe('same')
  expect(shareChange(0.1, null)).toBeNull()
})

test('an axis has its currency’s own units', () => {
  expect(axisAmount(1_234_500, 'EUR')).toBe('€12.3K')
  expect(axisAmount(500, 'JPY')).toBe('¥500')
})
