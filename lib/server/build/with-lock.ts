import { mkdir, open, readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** Clearing a dead lock takes no time; who takes longer has died over it. Milliseconds. */
const TURN_MS = 5_000

/** Runs the work while nobody else on this machine does. A lock whose holder is gone is taken over. */
export async function withLock<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  await mkdir(path.dirname(file), { recursive: true })
  while (!(await take(file))) {
    if (isAlive(await holderOf(file))) await wait(250)
    else await removeDead(file)
  }
  try {
    return await work()
  } finally {
    await rm(file, { force: true })
  }
}

/** One at a time: between a look at a dead lock and its removal, somebody else may have taken it. */
async function removeDead(file: string): Promise<void> {
  const turn = `${file}.turn`
  const age = await stat(turn).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  )
  if (age > TURN_MS) await rm(turn, { force: true })
  if (!(await take(turn))) return wait(50)
  if (!isAlive(await holderOf(file))) await rm(file, { force: true })
  await rm(turn, { force: true })
}

async function holderOf(file: string): Promise<number> {
  // Just made and still empty: its holder is about to write its name.
  for (let look = 0; look < 20; look += 1) {
    const text = await readFile(file, 'utf8').catch(() => '0')
    if (text !== '') return Number(text)
    await wait(10)
  }
  return 0
}

async function take(file: string): Promise<boolean> {
  const handle = await open(file, 'wx').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return null
    throw error
  })
  if (!handle) return false
  await handle.writeFile(String(process.pid))
  await handle.close()
  return true
}

/** Whether there is such a process; a signal of 0 only asks. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
