import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy, securityHeaders } from './security-headers.ts'

const checkout = {
  frames: ['https://pay.test'],
  connects: ['https://pay.test'],
  images: ['https://cdn.test'],
}
const directives = (policy: string) =>
  Object.fromEntries(policy.split('; ').map((part) => part.split(/ (.*)/s)))

describe('DESIGN content security policy', () => {
  it('lets scripts run by nonce only', () => {
    const policy = directives(contentSecurityPolicy({ nonce: 'abc', checkout, isSecure: true }))
    expect(policy['script-src']).toBe("'self' 'nonce-abc' 'strict-dynamic'")
    expect(policy['object-src']).toBe("'none'")
    expect(policy['base-uri']).toBe("'none'")
    expect(policy['frame-ancestors']).toBe("'none'")
  })

  it('opens frames of the checkout only where there is one', () => {
    const without = directives(contentSecurityPolicy({ nonce: 'abc', checkout: null, isSecure: false }))
    expect(without['frame-src']).toBe("'none'")
    expect(without['connect-src']).toBe("'self'")
    const withIt = directives(contentSecurityPolicy({ nonce: 'abc', checkout, isSecure: false }))
    expect(withIt['frame-src']).toBe('https://pay.test')
    expect(withIt['img-src']).toBe("'self' data: https://cdn.test")
  })

  it('insists on https where the product is on https', () => {
    expect(securityHeaders({ isSecure: true })['strict-transport-security']).toContain('max-age=')
    expect(securityHeaders({ isSecure: false })['strict-transport-security']).toBeUndefined()
    expect(contentSecurityPolicy({ nonce: 'a', checkout, isSecure: false })).not.toContain('upgrade-insecure')
  })
})
