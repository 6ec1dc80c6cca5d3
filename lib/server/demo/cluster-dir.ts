import { createHash } from 'node:crypto'
import { chmod, stat } from 'node:fs/promises'
import path from 'node:path'

/**
 * Where the embedded PostgreSQL keeps its data. It refuses to run as root and runs as `nobody` then, who must be able
 * to reach the folder: a data folder below one that only root may enter (`/root/…`) keeps its cluster in /var/lib.
 */
export async function clusterDir(dataDir: string): Promise<string> {
  const inside = path.join(dataDir, 'postgres')
  if (process.getuid?.() !== 0) return inside
  // Passing through is not looking in: what is secret in there has a mode of its own.
  await chmod(dataDir, 0o711)
  if (await everybodyMayPass(dataDir)) return inside
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 12)
  return path.join('/var/lib/tackon', name, 'postgres')
}

async function everybodyMayPass(dir: string): Promise<boolean> {
  const { mode } = await stat(dir)
  const parent = path.dirname(dir)
  return (mode & 0o001) !== 0 && (parent === dir || (await everybodyMayPass(parent)))
}
