import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

export type Store = DatabaseSync

/**
 * Opens `<dataDir>/sandbox.sqlite`. WAL with synchronous=NORMAL: a commit survives the death of the process
 * (kill -9), which is what the sandbox promises; a power cut may lose the last moments.
 */
export function openStore({
  dataDir,
  schemas,
}: {
  readonly dataDir: string
  readonly schemas: readonly string[]
}): Store {
  mkdirSync(dataDir, { recursive: true })
  const store = new DatabaseSync(join(dataDir, 'sandbox.sqlite'), { timeout: 5000 })
  store.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma foreign_keys = on;')
  for (const schema of schemas) store.exec(schema)
  return store
}

/** Runs `work` in one transaction. It is synchronous, so nothing else of this process can come between. */
export function inTransaction<T>(store: Store, work: () => T): T {
  if (store.isTransaction) return work()
  store.exec('begin immediate')
  try {
    const result = work()
    store.exec('commit')
    return result
  } catch (error) {
    store.exec('rollback')
    throw error
  }
}

/** Runs `work` inside the transaction under way; what it wrote is taken back when it throws. */
export function inSavepoint<T>(store: Store, work: () => T): T {
  store.exec('savepoint attempt')
  try {
    const result = work()
    store.exec('release attempt')
    return result
  } catch (error) {
    store.exec('rollback to attempt; release attempt')
    throw error
  }
}
