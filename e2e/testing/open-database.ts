import { readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { z } from 'zod'
import type { Product } from './product.ts'

const running = z.object({ environment: z.object({ DATABASE_URL: z.string() }) })

/** The running product's database, for what no page and no address does yet. */
export async function withDatabase<Result>(
  product: Product,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const file = path.join(product.dataDir, 'running.json')
  const { environment } = running.parse(JSON.parse(readFileSync(file, 'utf8')))
  const client = new pg.Client({ connectionString: environment.DATABASE_URL })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
