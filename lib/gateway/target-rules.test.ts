import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isForwarded, upstreamTarget } from './target-rules.ts'

const target = (path: string, upstream = 'http://up.test/base') =>
  upstreamTarget(new URL(`http://localhost${path}`), new URL(upstream))

describe('S2.3 where a call goes', () => {
  test('below the upstream’s own path', () => {
    expect(target('/forward', 'http://up.test')).toBe('/')
    expect(target('/forward?a', 'http://up.test')).toBe('/?a')
    expect(target('/forward/a?b', 'http://up.test/')).toBe('/a?b')
    expect(target('/forward')).toBe('/base')
    expect(target('/forward/')).toBe('/base/')
  })

  test('and never anywhere else', () => {
    const piece = fc.constantFrom(
      '..',
      '.',
      '%2e%2e',
      '%2E.',
      '%2f',
      '%5c',
      '\\',
      '/',
      '//',
      'a',
      '%',
      '%00',
      '@evil.test',
      ':80',
      '#',
      '?',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const url = new URL(`http://localhost/forward/${pieces.join('')}`)
        if (!isForwarded(url.pathname)) return
        const found = upstreamTarget(url, new URL('http://up.test/base'))
        if (found === null) return
        expect(found).toMatch(/^\/base($|[/?])/)
        const asked = new URL(
          decodeURIComponent(found.split('?')[0] ?? '').replaceAll('\\', '/'),
          'http://up.test',
        )
        expect(asked.host).toBe('up.test')
        expect(asked.pathname).toMatch(/^\/base/)
      }),
      { numRuns: 2_000 },
    )
  })
})
