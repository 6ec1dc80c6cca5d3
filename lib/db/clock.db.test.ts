import { expect, test } from 'vitest'
import { database } from './client.ts'
import { now, realNow } from './clock.ts'

test('the clock follows the offset the sandbox sets, and real time does not', async () => {
  await database().systemClock.update({ where: { id: 1 }, data: { offsetMs: 86_400_000n } })
  const ahead = (await now()).since(realNow()).total('hours')
  expect(ahead).toBeGreaterThan(23.99)
  expect(ahead).toBeLessThan(24.01)
})
