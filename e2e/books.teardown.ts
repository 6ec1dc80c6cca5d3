import { checkBooks } from './testing/check-books.ts'
import { expect, apiTest as test } from './testing/test.ts'

test('S0.9 the books agree after everything before', async ({ sandbox }) => {
  await sandbox.reset()
  await sandbox.quiet()
  expect(await checkBooks()).toMatch(/^✓ The books agree/)
})
