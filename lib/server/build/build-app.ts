import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { runTool } from './run-tool.ts'
import { sourceHash } from './source-hash.ts'
import { withLock } from './with-lock.ts'

/** What a build is made from. */
const SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'prisma/schema.prisma',
  'next.config.mjs',
  'package.json',
  'package-lock.json',
]

/** Builds the pages when there is no build, or one of other sources. Answers whether it had to. */
export async function buildApp(root: string, signal?: AbortSignal): Promise<boolean> {
  const mark = path.join(root, '.next', 'tackon-sources')
  return withLock(path.join(root, 'node_modules', '.cache', 'tackon', 'build.lock'), async () => {
    const wanted = await sourceHash(root, SOURCES)
    if ((await readFile(mark, 'utf8').catch(() => '')) === wanted) return false
    await runTool({
      script: path.join(root, 'node_modules', 'next', 'dist', 'bin', 'next'),
      args: ['build'],
      cwd: root,
      env: { NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
      signal,
    })
    await writeFile(mark, wanted)
    return true
  })
}
