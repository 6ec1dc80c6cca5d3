import { randomBytes } from 'node:crypto'
import { toDate } from '#lib/calendar/instants.ts'
import { loadFamilyCatalog } from '#lib/catalog/load-family-catalog.ts'
import { database } from '#lib/db/client.ts'
import { transaction } from '#lib/db/transaction.ts'
import { ensureSubscription } from '#lib/subscriptions/ensure-subscription.ts'
import { grantComp } from '#lib/subscriptions/grant-comp.ts'

/** A fresh customer with a user, for a test. */
export type Holder = {
  customerId: string
  userId: string
  /** Grants it some of an add-on without payment. Answers the id of the line. */
  hold(grant: {
    addon: string
    quantity: number
    from: Temporal.Instant
    until: Temporal.Instant | null
  }): Promise<string>
}

/**
 * Makes a customer of a family (`smart-ml` unless told otherwise) on a plan; `new` has no subscription yet. The
 * catalog must be seeded.
 */
export async function buildHolder(options: {
  plan: string
  family?: string
  now: Temporal.Instant
}): Promise<Holder> {
  const { now, family: familyCode = 'smart-ml' } = options
  const at = toDate(now)
  const stamps = { createdAt: at, updatedAt: at }
  const name = `holder-${randomBytes(6).toString('hex')}`
  const email = `${name}@${familyCode}.test`
  const customer = await database().customer.create({ data: { externalId: name, name, email, ...stamps } })
  const user = await database().user.create({ data: { email, name, ...stamps } })
  await database().member.create({ data: { customerId: customer.id, userId: user.id, createdAt: at } })

  const grant = async (
    item: string,
    quantity: number,
    from: Temporal.Instant,
    until: Temporal.Instant | null,
  ) => {
    const catalog = await loadFamilyCatalog(database(), familyCode)
    const plan = catalog?.plans.find((candidate) => candidate.code === item)
    const addon = catalog?.addons.find((candidate) => candidate.code === item)
    const found = plan ?? addon
    if (!catalog || !found) throw new Error(`nothing called ${item} is in the catalog`)
    return transaction(async (tx) => {
      const subscription = await ensureSubscription(tx, { customerId: customer.id, familyCode, now })
      const { lineId } = await grantComp(tx, {
        subscriptionId: subscription.id,
        customerId: customer.id,
        item: plan ? { planId: found.id } : { addonId: found.id },
        quantity,
        unitAmountMinor: found.price?.amountMinor ?? 0n,
        currency: catalog.family.currency,
        startsAt: from,
        endsAt: until,
        now,
      })
      return lineId
    })
  }

  if (options.plan === 'free') {
    await transaction((tx) => ensureSubscription(tx, { customerId: customer.id, familyCode, now }))
  } else if (options.plan !== 'new') {
    await grant(options.plan, 1, now, null)
  }
  return {
    customerId: customer.id,
    userId: user.id,
    hold: ({ addon, quantity, from, until }) => grant(addon, quantity, from, until),
  }
}
