import { database } from '#lib/db/client.ts'
import { billedBy } from './billed-by.ts'
import { addReference } from './references.ts'

/** One price as it stands at its provider now. */
export type SyncedPrice = {
  family: string
  /** The plan or add-on it is for. */
  item: string
  outcome: 'created' | 'updated' | 'unchanged'
  /** What differs there and cannot be changed: a new price has to take its place. */
  drifted: string[]
}

/**
 * Makes products and prices at every provider that bills subscriptions what they are in the catalog (S3.4). Running it
 * again changes nothing more. Throws a ProviderError.
 *
 * @param options.itemId of one plan or add-on only
 */
export async function syncCatalog(options: {
  now: Temporal.Instant
  itemId?: string
}): Promise<SyncedPrice[]> {
  const { itemId } = options
  const prices = await database().price.findMany({
    where: {
      active: true,
      unitAmountMinor: { gt: 0 },
      ...(itemId === undefined ? {} : { OR: [{ planId: itemId }, { addonId: itemId }] }),
    },
    include: { plan: { include: { family: true } }, addon: { include: { family: true } } },
    orderBy: { createdAt: 'asc' },
  })
  const synced: SyncedPrice[] = []
  for (const price of prices) {
    const owner = price.plan ?? price.addon
    const billing = owner && billedBy(owner.family)
    if (!owner || !billing || (price.addon && price.addon.charge !== 'recurring')) continue
    const { id, name, description, family } = owner
    const { priceId, ...found } = await billing.ensurePrice({
      reference: price.id,
      product: { reference: id, name, description },
      unitAmountMinor: price.unitAmountMinor,
      currency: price.currency,
      intervalMonths: price.intervalMonths,
    })
    const reference = { provider: family.provider, kind: 'price', subject: 'price' } as const
    const ours = { subjectId: price.id, customerId: null, externalId: priceId, now: options.now }
    await addReference(database(), { ...reference, ...ours })
    synced.push({ family: family.code, item: owner.code, ...found })
  }
  return synced
}
