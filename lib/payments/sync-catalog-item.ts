import { now } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { finishWork, type Work } from '#lib/jobs/work.ts'
import { syncCatalog } from './sync-catalog.ts'

/** Work `sync-catalog-item` (subject: a plan or an add-on): its provider knows what it is called and costs (S3.4). */
export async function syncCatalogItem(work: Work): Promise<void> {
  await syncCatalog({ now: await now(), itemId: work.subject })
  await transaction((tx) => finishWork(tx, work))
}
