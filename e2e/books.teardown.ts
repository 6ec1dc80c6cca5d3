import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { root } from './testing/product.ts'
import { expect, apiTest as test } from './testing/test.ts'

const exec = promisify(execFile)

test('S0.9 the books agree after everything before', async ({ sandbox }) => {
  await sandbox.reset()
  await sandbox.quiet()
  const script = ['lib/server/cli/in-instance.ts', 'lib/invoices/cli/check-books.ts']
  const said = await exec(process.execPath, script, { cwd: root }).catch((error: { stdout: string }) => error)
  expect(said.stdout).toMatch(/^✓ The books agree/)
})
