import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { isAlive } from '../build/with-lock.ts'

const LOOK_EVERY_MS = 1_000

/** The database server is nobody's child: `ended` resolves when it is seen to be gone. */
export async function watchServer(
  clusterDir: string,
): Promise<{ name: string; ended: Promise<void>; stopWatching(): Promise<void> }> {
  const [firstLine] = (await readFile(path.join(clusterDir, 'postmaster.pid'), 'utf8')).split('\n')
  const pid = Number(firstLine)
  const gone = Promise.withResolvers<void>()
  const timer = setInterval(() => {
    if (!isAlive(pid)) gone.resolve()
  }, LOOK_EVERY_MS)
  return {
    name: 'database',
    ended: gone.promise,
    stopWatching: async () => clearInterval(timer),
  }
}
