import { createServer } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { claimPort, type PortClaim } from './claim-port.ts'

const held: { close(): unknown }[] = []
afterEach(() => {
  for (const server of held.splice(0)) server.close()
})

async function claim(port: number): Promise<PortClaim | null> {
  const made = await claimPort({ port, host: 'localhost' })
  held.push(...(made?.listeners ?? []))
  return made
}

const ask = (port: number) => fetch(`http://127.0.0.1:${port}`).then((answer) => answer.text())

test('a port that was claimed is nobody else’s, at any of its addresses', async () => {
  const first = await claim(0)
  expect(first?.port).toBeGreaterThan(0)
  expect(await claim(first?.port ?? 0)).toBeNull()
  for (const listener of first?.listeners ?? []) listener.close()
  expect((await claim(first?.port ?? 0))?.port).toBe(first?.port)
})

test('many at once get different ports', async () => {
  const claims = await Promise.all(Array.from({ length: 20 }, () => claim(0)))
  expect(new Set(claims.map((made) => made?.port)).size).toBe(20)
})

test('turns everybody away until somebody answers there', async () => {
  const made = await claim(0)
  if (!made) throw new Error('no port at all')
  await expect(ask(made.port)).rejects.toThrow()
  for (const listener of made.listeners) {
    const server = createServer((_request, response) => response.end('here')).listen(listener)
    held.push(server)
  }
  expect(await ask(made.port)).toBe('here')
})
