import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { buildKey } from '#lib/metering/testing/build-key.ts'
import { answerTo, call, open } from './testing/call.ts'
import { FROM, openGateway } from './testing/open-gateway.ts'

const gateway = openGateway()
const { as, asked, use, usedBy } = gateway

describe('S2.3 streams', () => {
  test('each piece goes on as it comes, in both directions', async () => {
    const key = await buildKey()
    const heard: string[] = []
    gateway.answer = (message, response) => {
      response.writeHead(200)
      response.write('hello')
      message.on('data', (piece) => {
        heard.push(String(piece))
        response.write(`heard ${piece}`)
      })
      message.on('end', () => response.end('bye'))
    }
    const request = open(as(key, { headers: { 'transfer-encoding': 'chunked' } }))
    const answering = answerTo(request)
    request.write('one')
    const answer = await answering
    const said: string[] = []
    answer.on('data', (piece) => said.push(String(piece)))
    await expect.poll(() => said.join('|')).toContain('heard one')
    request.write('two')
    await expect.poll(() => said.join('|')).toContain('heard two')
    request.end()
    await once(answer, 'end')
    expect(heard).toEqual(['one', 'two'])
    expect(said.at(-1)).toBe('bye')
  })

  test('an answer of any size, no faster than it is read', async () => {
    const key = await buildKey()
    const size = 64 * 1024 * 1024
    let written = 0
    gateway.answer = (_message, response) => {
      response.writeHead(200, { 'content-length': size })
      const piece = Buffer.alloc(1024 * 1024)
      const more = () => {
        while (written < size) {
          written += piece.length
          if (!response.write(piece)) return response.once('drain', more)
        }
        return response.end()
      }
      more()
    }
    const request = open(as(key, { method: 'GET' }))
    const answering = answerTo(request)
    request.end()
    const answer = await answering
    answer.pause()
    // Until the buffers in between are full; then nothing moves.
    const seen = [-1]
    await expect
      .poll(() => seen.push(written) > 1 && seen.at(-1) === seen.at(-2), { interval: 50 })
      .toBe(true)
    expect(written).toBeLessThan(size / 2)
    let read = 0
    for await (const piece of answer) read += (piece as Buffer).length
    expect(read).toBe(size)
  })

  test('who calls and goes away takes the upstream’s work along', async () => {
    const key = await buildKey()
    const gone: string[] = []
    gateway.answer = (message, response) => {
      const at = message.url ?? ''
      response.on('close', () => gone.push(at))
      if (at.endsWith('amid')) response.write('some')
    }
    const amid = open(as(key, { path: '/forward/amid', method: 'GET' }))
    amid.end()
    const answer = await answerTo(amid)
    await once(answer, 'data')
    amid.destroy()
    await expect.poll(() => gone).toEqual(['/base/amid'])
    const before = open(as(key, { path: '/forward/before', method: 'GET' }))
    before.on('error', () => {})
    before.end()
    await expect.poll(() => asked.length).toBe(2)
    before.destroy()
    await expect.poll(() => gone).toEqual(['/base/amid', '/base/before'])
    expect(await usedBy(key)).toBe(2)
  })
})

describe('S2.3 an upstream that fails', () => {
  const left = (answer: Awaited<ReturnType<typeof call>>) => answer.headers['x-ratelimit-total-remaining']

  test('502 when it breaks off before its answer; the unit goes back, once', async () => {
    const key = await buildKey()
    await key.hold('ADDON_SMALL', { from: FROM })
    await use(key, 101)
    gateway.answer = (message) => message.socket.destroy()
    const answer = await call(as(key, { body: 'something' }))
    expect([answer.status, JSON.parse(answer.body).code]).toEqual([502, 'upstream_failed'])
    expect([left(answer), answer.headers['x-ratelimit-used-addon']]).toEqual(['99', undefined])
    expect(await usedBy(key)).toBe(101)
  })

  test('502 when nobody is there, 504 when it does not answer in time', async () => {
    const key = await buildKey()
    const before = gateway.pointAt('http://127.0.0.1:1')
    expect((await call(as(key))).status).toBe(502)
    gateway.pointAt(before?.href ?? null)
    gateway.answer = () => {}
    gateway.patience.answer = 50
    const late = await call(as(key))
    gateway.patience.answer = 10_000
    expect([late.status, JSON.parse(late.body).code, left(late)]).toEqual([504, 'upstream_timeout', '100'])
    expect(await usedBy(key)).toBe(0)
  })

  test('its own errors are its answer, and count', async () => {
    const key = await buildKey()
    gateway.answer = (_message, response) => response.writeHead(503).end('busy')
    expect(await call(as(key))).toMatchObject({ status: 503, body: 'busy' })
    expect(await usedBy(key)).toBe(1)
  })

  test('half an answer stays half, and is not made whole', async () => {
    const key = await buildKey()
    gateway.answer = (message, response) => {
      response.writeHead(200, { 'content-length': 100 })
      response.write('half', () => message.socket.destroy())
    }
    await expect(call(as(key))).rejects.toThrow('aborted')
    expect(await usedBy(key)).toBe(1)
  })

  test('what is no HTTP, and an answer that changes the protocol, are no answers', async () => {
    const key = await buildKey()
    for (const text of [
      'hello\r\n\r\n',
      'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n',
    ]) {
      const raw = net.createServer((socket) => {
        socket.on('error', () => {})
        socket.once('data', () => socket.write(text))
      })
      await new Promise<void>((resolve) => raw.listen(0, '127.0.0.1', resolve))
      const before = gateway.pointAt(`http://127.0.0.1:${(raw.address() as AddressInfo).port}`)
      expect((await call(as(key, { method: 'GET' }))).status).toBe(502)
      gateway.pointAt(before?.href ?? null)
      raw.close()
    }
    expect(await usedBy(key)).toBe(0)
  })

  test('a kept connection that was closed meanwhile is no failure', async () => {
    const key = await buildKey()
    let calls = 0
    const raw = net.createServer((socket) => {
      socket.on('error', () => {})
      socket.on('data', () => {
        calls += 1
        // The second request on a connection finds it closed.
        if (calls === 2) socket.resetAndDestroy()
        else socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
      })
    })
    await new Promise<void>((resolve) => raw.listen(0, '127.0.0.1', resolve))
    const before = gateway.pointAt(`http://127.0.0.1:${(raw.address() as AddressInfo).port}`)
    const first = await call(as(key, { method: 'GET' }))
    const second = await call(as(key, { method: 'GET' }))
    gateway.pointAt(before?.href ?? null)
    raw.close()
    expect([first.status, second.status, calls]).toEqual([200, 200, 3])
    expect(await usedBy(key)).toBe(2)
  })
})
