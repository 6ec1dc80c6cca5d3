import { randomBytes } from 'node:crypto'
import { toDate } from '#lib/calendar/instants.ts'
import { loadFamilyCatalog } from '#lib/catalog/load-family-catalog.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { KEY_FAMILY } from '#lib/keys/key-family.ts'
import { hashOf, newSecret, prefixOf } from '#lib/keys/secret.ts'
import { ensureSubscription } from '#lib/subscriptions/ensure-subscription.ts'
import { grantComp } from '#lib/subscriptions/grant-comp.ts'

/** A key for a test, with a customer of its own unless told whose it is. */
export type TestKey = {
  customerId: string
  apiKeyId: string
  subscriptionId: string
  secret: string
  /** Grants a pack or a tier, as a purchase would; from now on, and without an end, unless told otherwise. */
  hold(code: string, period?: { from?: Temporal.Instant; until?: Temporal.Instant | null }): Promise<void>
  /** What was counted, by window. */
  counted(): Promise<{ window: string; used: number; packUsed: number; packs: Record<string, number> }[]>
}

/** Makes a key of the family that keys hold. The catalog must be seeded. */
export async function buildKey(
  options: { customerId?: string; timeZone?: string; tier?: string; ceiling?: number } = {},
): Promise<TestKey> {
  const at = await now()
  const stamps = { createdAt: toDate(at), updatedAt: toDate(at) }
  const name = `key-${randomBytes(6).toString('hex')}`
  const customerId =
    options.customerId ??
    (
      await database().customer.create({
        data: {
          externalId: name,
          name,
          email: `${name}@keys.test`,
          requestCeiling: options.ceiling ?? null,
          ...stamps,
        },
      })
    ).id
  const secret = newSecret()
  const { id: apiKeyId } = await database().apiKey.create({
    data: {
      customerId,
      name,
      timeZone: options.timeZone ?? 'UTC',
      createdAt: toDate(at),
      secrets: { create: { prefix: prefixOf(secret), hash: hashOf(secret), createdAt: toDate(at) } },
    },
  })
  const { id: subscriptionId } = await transaction((tx) =>
    ensureSubscription(tx, { customerId, familyCode: KEY_FAMILY, apiKeyId, now: at }),
  )
  const hold: TestKey['hold'] = async (code, { from, until = null } = {}) => {
    const catalog = await loadFamilyCatalog(database(), KEY_FAMILY)
    const plan = catalog?.plans.find((candidate) => candidate.code === code)
    const addon = catalog?.addons.find((candidate) => candidate.code === code)
    const price = (plan ?? addon)?.price
    if (!catalog || !(plan ?? addon)) throw new Error(`nothing called ${code} is in the catalog`)
    const granted = await now()
    await transaction((tx) =>
      grantComp(tx, {
        subscriptionId,
        customerId,
        item: plan ? { planId: plan.id } : { addonId: addon?.id ?? '' },
        quantity: 1,
        unitAmountMinor: price?.amountMinor ?? 0n,
        currency: catalog.family.currency,
        startsAt: from ?? granted,
        endsAt: until,
        now: granted,
      }),
    )
  }
  // Before now: tests set the clock back, too.
  if (options.tier) await hold(options.tier, { from: at.subtract({ hours: 48 }) })
  const counted: TestKey['counted'] = async () => {
    const rows = await database().usageCounter.findMany({
      where: { subscriptionId },
      orderBy: { windowStart: 'asc' },
    })
    return rows.map((row) => ({
      window: row.windowStart.toISOString(),
      used: Number(row.used),
      packUsed: Number(row.packUsed),
      packs: row.packs as Record<string, number>,
    }))
  }
  return { customerId, apiKeyId, subscriptionId, secret, hold, counted }
}

/** Sets the product's clock, as the sandbox would. */
export async function setClock(instant: string): Promise<void> {
  const offsetMs = BigInt(Temporal.Instant.from(instant).epochMilliseconds - Date.now())
  await database().systemClock.update({ where: { id: 1 }, data: { offsetMs } })
}
