import { withDatabase } from './open-database.ts'
import type { Product } from './product.ts'

/** Takes an add-on off sale while the work lasts. No page for staff does this yet. */
export async function withAddonWithdrawn(product: Product, addonId: string, work: () => Promise<void>) {
  await withDatabase(product, async (client) => {
    const setStatus = (status: string) =>
      client.query('UPDATE addons SET status = $1 WHERE code = $2', [status, addonId])
    try {
      expectOne(await setStatus('archived'))
      await work()
    } finally {
      await setStatus('published')
    }
  })
}

function expectOne({ rowCount }: { rowCount: number | null }): void {
  if (rowCount !== 1) throw new Error(`${rowCount} add-ons have this code`)
}
