import { checkBooks } from './testing/check-books.ts'
import { dataDirs, readProduct } from './testing/product.ts'
import { openSandbox } from './testing/sandbox.ts'
import { expect, apiTest as test } from './testing/test.ts'

test('S0.9 the books agree after everything before, in every product', async () => {
  const all = dataDirs()
  expect(all).not.toEqual([])
  for (const dir of all) {
    const sandbox = openSandbox(readProduct(dir).sandbox.control)
    await sandbox.reset()
    await sandbox.quiet()
    expect(await checkBooks(dir)).toMatch(/^✓ The books agree/)
  }
})
