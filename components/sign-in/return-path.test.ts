import { describe, expect, it } from 'vitest'
import { returnPath } from './return-path.ts'

describe('E.1 return path after sign-in', () => {
  it('goes back to the page that was asked for', () => {
    expect(returnPath('/billing?tab=addons')).toBe('/billing?tab=addons')
  })

  it.each([
    '//evil.test',
    '/\\evil.test',
    'https://evil.test',
    'javascript:alert(1)',
    '/./\\evil.test',
    'billing',
  ])('never leaves this origin for %s', (asked) => expect(returnPath(asked)).toBe('/billing'))

  it('goes to billing when nothing was asked for, or the sign-in page itself', () => {
    expect(returnPath(null)).toBe('/billing')
    expect(returnPath('/sign-in?error=x')).toBe('/billing')
  })
})
