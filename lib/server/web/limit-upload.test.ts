import { once } from 'node:events'
import http, { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { limitUpload } from './limit-upload.ts'

const answer = async (incoming: http.IncomingMessage, outgoing: http.ServerResponse) => {
  limitUpload(incoming, outgoing, 50)
  let bytes = 0
  try {
    for await (const piece of incoming) bytes += (piece as Buffer).length
    outgoing.end(String(bytes))
  } catch {
    outgoing.destroy()
  }
}
const server = createServer(answer).on('checkContinue', answer)
beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
afterAll(() => new Promise((resolve) => server.close(resolve)))

function open(headers: Record<string, string>) {
  const { port } = server.address() as AddressInfo
  return http.request({ host: '127.0.0.1', port, method: 'POST', headers, agent: false })
}

test('a body that does not arrive is not waited for', async () => {
  const request = open({ 'transfer-encoding': 'chunked' })
  request.write('some')
  await expect(once(request, 'response')).rejects.toThrow()
})

test('one that waits to be asked for is asked for', async () => {
  const request = open({ expect: '100-continue', 'content-length': '4' })
  request.flushHeaders()
  await once(request, 'continue')
  request.end('body')
  const [response] = (await once(request, 'response')) as [http.IncomingMessage]
  expect(String(Buffer.concat(await response.toArray()))).toBe('4')
})
