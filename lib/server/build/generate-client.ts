import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { runTool } from './run-tool.ts'
import { sourceHash } from './source-hash.ts'
import { withLock } from './with-lock.ts'

/** Writes the database client when it is missing or made from another schema. Answers whether it had to. */
export async function generateClient(root: string): Promise<boolean> {
  const mark = path.join(root, 'prisma', 'generated', '.schema-hash')
  return withLock(path.join(root, 'node_modules', '.cache', 'tackon', 'client.lock'), async () => {
    const wanted = await sourceHash(root, ['prisma/schema.prisma', 'node_modules/prisma/package.json'])
    if ((await readFile(mark, 'utf8').catch(() => '')) === wanted) return false
    await runTool({
      script: path.join(root, 'node_modules', 'prisma', 'build', 'index.js'),
      args: ['generate', '--config', path.join(root, '.config', 'prisma.config.ts')],
      cwd: root,
      // The command insists on an engine it does not need for this, and would download one: any program will do.
      env: {
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        CHECKPOINT_DISABLE: '1',
      },
    })
    await writeFile(mark, wanted)
    return true
  })
}
