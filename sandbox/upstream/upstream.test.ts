import { afterAll, beforeAll, expect, test } from 'vitest'
import type { HttpServer } from '../http/listen.ts'
import { startUpstreamServer } from './start-upstream-server.ts'

let upstream: HttpServer
beforeAll(async () => {
  upstream = await startUpstreamServer({ port: 0 })
})
afterAll(() => upstream.stop())

test('it tells what it was asked', async () => {
  const answer = await fetch(`${upstream.url}/a/b?c=d`, {
    method: 'PUT',
    body: 'x'.repeat(1_000),
    headers: { 'x-e': 'f' },
  })
  expect(await answer.json()).toMatchObject({
    method: 'PUT',
    path: '/a/b',
    query: '?c=d',
    headers: { 'x-e': ['f'] },
    body: { bytes: 1_000 },
  })
})

test('events, sizes, statuses', async () => {
  const events = await (await fetch(`${upstream.url}/stream?count=2&every=1`)).text()
  expect(events).toBe('data: 1 of 2\n\ndata: 2 of 2\n\n')
  expect((await (await fetch(`${upstream.url}/bytes/300000`)).bytes()).length).toBe(300_000)
  expect((await fetch(`${upstream.url}/status/418`)).status).toBe(418)
})

test('failures', async () => {
  await expect(fetch(`${upstream.url}/fail/reset`)).rejects.toThrow()
  const half = await fetch(`${upstream.url}/fail/half`)
  await expect(half.text()).rejects.toThrow()
  const signal = AbortSignal.timeout(50)
  await expect(fetch(`${upstream.url}/fail/hang`, { signal })).rejects.toThrow('timeout')
})
