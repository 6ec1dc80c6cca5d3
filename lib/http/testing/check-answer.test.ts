import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Answers, RouteHandler } from '../route-types.ts'
import { checkAnswer } from './check-answer.ts'

// What sees to it that documented answers are the answers has to see it.

const answers: Answers = {
  200: z.object({ id: z.string(), parts: z.array(z.object({ at: z.string() })) }),
  204: null,
  206: { media: 'text/csv' },
}
const routeWith = (facts: RouteHandler['facts']): RouteHandler =>
  Object.assign(async () => new Response(), facts ? { facts } : {})
const documented = routeWith({ access: 'public', summary: 'Show it', answers })

const check = (status: number, body: unknown, type = 'application/json', handler = documented) =>
  checkAnswer(handler, { status, body, headers: new Headers({ 'content-type': type }) })

describe('E.6 an answer is what is documented', () => {
  test.each([
    [200, { id: 'x', parts: [{ at: 'y' }] }, 'application/json'],
    [204, '', 'text/plain'],
    [206, 'a,b', 'text/csv; charset=utf-8'],
    [404, { anything: 1 }, 'application/problem+json'],
  ])('%i %j is', (status, body, type) => expect(() => check(status, body, type)).not.toThrow())

  test.each([
    ['a status that is not named', 201, {}, 'application/json', /does not say that it answers 201/],
    [
      'a member more, deep inside',
      200,
      { id: 'x', parts: [{ at: 'y', b: 1 }] },
      'application/json',
      /more than/,
    ],
    ['a member less', 200, { id: 'x' }, 'application/json', /parts/],
    ['another type', 206, 'a,b', 'text/plain', /instead of text\/csv/],
    ['something where there is nothing', 204, 'x', 'text/plain', /with nothing/],
  ])('%s is not', (_what, status, body, type, said) => expect(() => check(status, body, type)).toThrow(said))

  test('of a route that declares nothing, nothing is known', () => {
    for (const facts of [undefined, { access: 'public' } as const]) {
      expect(() => check(201, {}, 'text/plain', routeWith(facts))).not.toThrow()
    }
  })
})
