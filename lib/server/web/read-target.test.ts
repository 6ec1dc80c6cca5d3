import { describe, expect, it } from 'vitest'
import { readTarget } from './read-target.ts'

const origin = 'http://localhost:3000'

describe('the address of a request', () => {
  it.each(['/', '/billing?tab=addons', '/api/addons/', '/a%20b', '//evil.test/x', '/\\evil.test'])(
    '%s is under our own origin',
    (target) => expect(readTarget(target, origin)?.origin).toBe(origin),
  )

  it.each([undefined, '', '*', 'http://evil.test/', '/%', '/%E0%A4%A', '/a%00b', 'x'])(
    '%s is none',
    (target) => expect(readTarget(target, origin)).toBeNull(),
  )
})
