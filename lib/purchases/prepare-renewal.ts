import { isBefore } from '#lib/calendar/instants.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { loadStanding } from '#lib/entitlements/load-standing.ts'
import { finishWork, type Work } from '#lib/jobs/work.ts'
import { billedBy } from '#lib/payments/billed-by.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import { reshapeItems } from './item-rules.ts'
import { loadBilledPrices } from './load-billed-prices.ts'
import { loadBilledSubscription } from './load-billed-subscription.ts'
import { prepareMandates } from './prepare-mandates.ts'
import { nextShape, RESHAPE_AHEAD } from './wish-rules.ts'

/**
 * Work `prepare-renewal` (subject: a subscription): an hour before a period ends, the provider's items get the shape
 * of the next one, charging and crediting nothing; what is held stays until the end. It compares what is there with
 * what is wanted, so that running it again changes nothing more. No provider can do this for a single item. Approvals
 * for single add-ons are looked at whenever what is held has changed.
 */
export async function prepareRenewal(work: Work): Promise<void> {
  const subscription = await database().subscription.findUniqueOrThrow({
    where: { id: work.subject },
    include: { family: { select: { code: true, provider: true, prepaid: true } } },
  })
  const at = await now()
  const { customerId, apiKeyId, family } = subscription
  const held = { customerId, familyCode: family.code, apiKeyId }
  const standing = await loadStanding(database(), { ...held, at, ended: true })
  const { mandates } = paymentProvider(subscription.provider)
  const billing = billedBy(family)
  if (standing && mandates) {
    const lookAgain = await prepareMandates(standing, at)
    await transaction((tx) => finishWork(tx, work, lookAgain ? { again: lookAgain } : {}))
    return
  }
  const billed = standing && billing ? await loadBilledSubscription({ billing, standing }) : null
  const dueAt = billed?.period.end.subtract(RESHAPE_AHEAD)
  const early = dueAt !== undefined && isBefore(at, dueAt)
  if (billed && billing && standing && !early) {
    const { catalog } = standing
    const shape = nextShape(standing, at)
    const owners = [...catalog.plans, ...catalog.addons].filter((owner) => shape.has(owner.id))
    const prices = await loadBilledPrices({ catalog, owners, now: at })
    const planIds = new Set(catalog.plans.map((plan) => plan.id))
    const items = reshapeItems({ items: billed.items, shape, priceIds: prices.byOwner, planIds })
    const { subscriptionId } = billed
    const nothingLeft =
      items.length > 0 &&
      billed.items.every((item) =>
        items.some((change) => change.itemId === item.itemId && change.quantity === 0),
      )
    if (nothingLeft) await billing.endSubscription(subscriptionId)
    else if (items.length > 0) await billing.reshape({ subscriptionId, items })
  }
  const again = early && billed && billed.wishes.length > 0 ? { again: dueAt } : {}
  await transaction((tx) => finishWork(tx, work, again))
}
