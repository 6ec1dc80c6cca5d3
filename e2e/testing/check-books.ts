import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { root } from './product.ts'

const exec = promisify(execFile)

/** What `npm run books:check` says of the running product, whether the books agree or not. */
export async function checkBooks(): Promise<string> {
  const script = ['lib/server/cli/in-instance.ts', 'lib/invoices/cli/check-books.ts']
  const said = await exec(process.execPath, script, { cwd: root }).catch((error: { stdout: string }) => error)
  return said.stdout
}
