import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

/** A word for the content of files and folders; two trees with the same word are the same. Tests do not count. */
export async function sourceHash(root: string, parts: string[]): Promise<string> {
  const files = (await Promise.all(parts.map((part) => listFiles(path.join(root, part))))).flat().sort()
  const hash = createHash('sha256')
  for (const file of files)
    hash
      .update(path.relative(root, file))
      .update('\0')
      .update(await readFile(file))
      .update('\0')
  return hash.digest('hex')
}

async function listFiles(at: string): Promise<string[]> {
  const entries = await readdir(at, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOTDIR') return null
    if (error.code === 'ENOENT') return []
    throw error
  })
  if (entries === null) return [at]
  const nested = entries
    .filter((entry) => entry.name !== 'testing' && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) =>
      entry.isDirectory() ? listFiles(path.join(at, entry.name)) : [path.join(at, entry.name)],
    )
  return (await Promise.all(nested)).flat()
}
