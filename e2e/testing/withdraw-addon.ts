import { readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { z } from 'zod'
import type { Product } from './product.ts'

const running = z.object({ environment: z.object({ DATABASE_URL: z.string() }) })

/** Takes an add-on off sale while the work lasts. No page for staff does this yet. */
export async function withAddonWithdrawn(product: Product, addonId: string, work: () => Promise<void>) {
  const file = path.join(product.dataDir, 'running.json')
  const { environment } = running.parse(JSON.parse(readFileSync(file, 'utf8')))
  const client = new pg.Client({ connectionString: environment.DATABASE_URL })
  await client.connect()
  const setStatus = (status: string) =>
    client.query('UPDATE addons SET status = $1 WHERE code = $2', [status, addonId])
  try {
    expectOne(await setStatus('archived'))
    await work()
  } finally {
    await setStatus('published')
    await client.end()
  }
}

function expectOne({ rowCount }: { rowCount: number | null }): void {
  if (rowCount !== 1) throw new Error(`${rowCount} add-ons have this code`)
}
