import { createServer, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { sendResponse } from '#lib/server/web/send-response.ts'
import { endEventStreams, eventStream } from './event-stream.ts'

/** As long as it takes where others are at work, too: what is waited for comes, or never does. */
const PATIENT = { timeout: 10_000 }

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

/** A stream behind a server, and what its subscription knows. */
async function serve(method = 'GET') {
  const known = { following: 0, say: (_word: string) => {} }
  const server = createServer((_incoming, outgoing) => {
    const response = eventStream((send) => {
      known.following += 1
      known.say = send
      return () => {
        known.following -= 1
      }
    })
    sendResponse(response, outgoing).catch(() => outgoing.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const answer = await new Promise<IncomingMessage>((resolve) => {
    get({ port, host: '127.0.0.1', method }, resolve)
  })
  let heard = ''
  answer.setEncoding('utf8').on('data', (part: string) => {
    heard += part
  })
  answer.on('error', () => {})
  return { known, answer, heard: () => heard }
}

describe('S3.6 an answer that goes on', () => {
  test('begins at once, and carries each word as an event', async () => {
    const { known, answer, heard } = await serve()
    expect(answer.headers['content-type']).toBe('text/event-stream')
    expect(answer.headers['cache-control']).toContain('no-store')
    await vi.waitFor(() => expect(heard()).toMatch(/^retry: \d+\n\n$/), PATIENT)
    known.say('changed')
    known.say('unsure')
    await vi.waitFor(() => expect(heard()).toMatch(/\n\ndata: changed\n\ndata: unsure\n\n$/), PATIENT)
  })

  test('is followed until its reader leaves', async () => {
    const { known, answer } = await serve()
    expect(known.following).toBe(1)
    answer.destroy()
    await vi.waitFor(() => expect(known.following).toBe(0), PATIENT)
    known.say('changed')
  })

  test('is not followed for who only asks for its head', async () => {
    const { known } = await serve('HEAD')
    await vi.waitFor(() => expect(known.following).toBe(0), PATIENT)
  })

  test('says what subscribing says when that is a refusal', () => {
    const refuse = () => {
      throw new Error('no')
    }
    expect(() => eventStream(refuse)).toThrow('no')
  })

  // Last: this process streams nothing after it.
  test('ends when the server stops, also for who asks then', async () => {
    const first = await serve()
    const ended = new Promise((resolve) => first.answer.on('end', resolve))
    await vi.waitFor(() => expect(first.heard()).toMatch(/retry/), PATIENT)
    endEventStreams()
    await ended
    expect(first.known.following).toBe(0)
    const late = await serve()
    await vi.waitFor(() => expect(late.answer.complete).toBe(true), PATIENT)
    expect(late.known.following).toBe(0)
  })
})
