import { expect, it } from 'vitest'
import { renderSms } from './render-sms.ts'
import { composeMessage } from './templates.ts'

const appUrl = new URL('https://billing.example.com')
const key = { keyName: 'Nightly\nimport', path: '/keys/1' }
const textOf = (template: string, data: unknown) =>
  renderSms(composeMessage({ template, data }).content, appUrl)

it('S2.10 an alert is its first sentence and a link', () => {
  expect(textOf('key-usage-high', { ...key, percent: 80, used: 80, limit: 100 })).toBe(
    "Tackon: You've used 80% of your daily API requests. https://billing.example.com/keys/1",
  )
  const upgrade = { ...key, path: '/keys/1?tier=PRO', tier: 'PRO', savedMinor: '500', currency: 'USD' }
  expect(textOf('key-upgrade-saves', upgrade)).toBe(
    'Tackon: Based on your usage, upgrading to PRO would save you $5/month. https://billing.example.com/keys/1?tier=PRO',
  )
})

it('S2.10 a code is one line without a link, and another one for another seed', () => {
  const expiresAt = '2026-11-21T00:00:00Z'
  const first = textOf('phone-code', { seed: 'a', expiresAt })
  expect(first).toMatch(/^Tackon: \d{6} is your code\. It works for 10 minutes\.$/)
  expect(textOf('phone-code', { seed: 'a', expiresAt })).toBe(first)
  expect(textOf('phone-code', { seed: 'b', expiresAt })).not.toBe(first)
})
