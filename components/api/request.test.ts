import { afterEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { ProblemError } from './problem-error.ts'
import { request } from './request.ts'

const schema = z.object({ ok: z.boolean() })
const call = () => request({ path: '/api/x', schema })

/** The browser's connection: what comes back, or breaks off. */
function answer(read: () => Response | Promise<Response>) {
  vi.stubGlobal('fetch', async () => read())
}

/** Headers arrive, and then the body does not. */
function breakingOff(error: unknown): Response {
  const body = new ReadableStream({ pull: (controller) => controller.error(error) })
  return new Response(body, { status: 200 })
}

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

describe('calling our API', () => {
  test('an answer is read with its contract', async () => {
    answer(() => Response.json({ ok: true, more: 1 }))
    expect((await call()).data).toEqual({ ok: true })
  })

  test('a problem is thrown with its sentence', async () => {
    answer(() => Response.json({ detail: 'Maximum quantity is 10', code: 'x' }, { status: 400 }))
    await expect(call()).rejects.toMatchObject({ status: 400, message: 'Maximum quantity is 10' })
  })

  test('an answer outside of its contract is a defect, and said to be one', async () => {
    const complained = vi.spyOn(console, 'error').mockImplementation(() => {})
    answer(() => new Response('<html>'))
    await expect(call()).rejects.toMatchObject({ status: 502 })
    expect(complained).toHaveBeenCalledOnce()
  })

  test.each([
    ['before', () => Promise.reject(new DOMException('aborted', 'AbortError'))],
    ['while', () => breakingOff(new DOMException('aborted', 'AbortError'))],
  ])('what is no longer wanted is no failure, %s it is read', async (_when, read) => {
    const complained = vi.spyOn(console, 'error')
    answer(read)
    await expect(call()).rejects.toMatchObject({ name: 'AbortError' })
    expect(complained).not.toHaveBeenCalled()
  })

  test.each([
    ['before', () => Promise.reject(new TypeError('failed to fetch'))],
    ['while', () => breakingOff(new TypeError('network error'))],
  ])(
    'a connection that breaks %s an answer is read says that the server was not reached',
    async (_when, read) => {
      answer(read)
      await expect(call()).rejects.toEqual(ProblemError.unreachable())
    },
  )
})
