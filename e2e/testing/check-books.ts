import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { dataDir, root } from './product.ts'

const exec = promisify(execFile)

/** What `npm run books:check` says of a running product, whether the books agree or not. */
export async function checkBooks(dir = dataDir()): Promise<string> {
  const script = ['lib/server/cli/in-instance.ts', 'lib/invoices/cli/check-books.ts']
  const options = { cwd: root, env: { ...process.env, TACKON_DATA: dir } }
  const said = await exec(process.execPath, script, options).catch((error: { stdout: string }) => error)
  return said.stdout
}
