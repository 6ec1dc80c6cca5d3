import { toDate } from '#lib/calendar/instants.ts'
import { loadFamilyCatalog } from '#lib/catalog/load-family-catalog.ts'
import { database } from '#lib/db/client.ts'
import { now as clockNow, realNow } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { createApiKey } from '#lib/keys/create-api-key.ts'
import { KEY_FAMILY } from '#lib/keys/key-family.ts'
import { loadKeyStanding } from '#lib/keys/load-key-standing.ts'
import { purchasePack } from '#lib/keys/purchase-pack.ts'
import type { Allowance } from '#lib/metering/allowance-rules.ts'
import { grantComp } from '#lib/subscriptions/grant-comp.ts'

const DAYS = 30

type DemoKey = {
  name: string
  timeZone: string
  /** What it was given when it was made; without, the default tier. */
  tier?: string
  pack?: string
  /** What is bought today with the saved card, where there is a sandbox to pay at. */
  buys?: string
  /** What callers would have liked to use on an ordinary day. Today they want a little more. */
  wantedPerDay: number
}

const KEYS: DemoKey[] = [
  {
    name: 'Production',
    timeZone: 'America/New_York',
    tier: 'STANDARD',
    pack: 'ADDON_SMALL',
    buys: 'ADDON_MEDIUM',
    wantedPerDay: 540,
  },
  { name: 'Mobile app', timeZone: 'UTC', wantedPerDay: 104 },
]

/**
 * Two API keys with a month of use, for a demo account whose card is saved: so that meters and charts show how they
 * look. Their secrets are known to nobody; who wants to call gives one of them a new secret.
 */
export async function fillKeys(account: {
  customerId: string
  userId: string
  now: Temporal.Instant
}): Promise<void> {
  for (const key of KEYS) {
    const apiKeyId = await makeKey(key, account)
    const { customerId, userId } = account
    if (key.buys && process.env.SANDBOX_URL) {
      const request = { apiKeyId, addOnPackage: key.buys, durationMonths: 1, autoRenew: true }
      await purchasePack({ request, customerId, userId, requestId: 'demo', now: await clockNow() })
    }
    await countDays(key, { apiKeyId, customerId, at: await clockNow() })
  }
}

/** Made before the first of the days that are shown, with what it was given. */
async function makeKey(
  { name, timeZone, tier, pack }: DemoKey,
  { now, ...account }: { customerId: string; userId: string; now: Temporal.Instant },
): Promise<string> {
  const { customerId } = account
  const since = now.subtract({ hours: 24 * (DAYS + 5) })
  return transaction(async (tx) => {
    const made = { ...account, name, timeZone, requestId: 'demo', now: since, realNow: realNow() }
    const { apiKeyId } = await createApiKey(tx, made)
    const { id: subscriptionId } = await tx.subscription.findFirstOrThrow({ where: { apiKeyId } })
    const catalog = await loadFamilyCatalog(tx, KEY_FAMILY)
    const plan = catalog?.plans.find(({ code }) => code === tier)
    const addon = catalog?.addons.find(({ code }) => code === pack)
    const given = { subscriptionId, customerId, quantity: 1, currency: 'USD', startsAt: since, now }
    if (plan) {
      const unitAmountMinor = plan.price?.amountMinor ?? 0n
      await grantComp(tx, { ...given, item: { planId: plan.id }, unitAmountMinor, endsAt: null })
    }
    if (addon) {
      const unitAmountMinor = addon.price?.amountMinor ?? 0n
      const endsAt = now.add({ hours: 24 * 12 })
      await grantComp(tx, { ...given, item: { addonId: addon.id }, unitAmountMinor, endsAt })
    }
    await tx.apiKeySecret.updateMany({
      where: { apiKeyId },
      data: { lastUsedAt: toDate(realNow().subtract({ minutes: 4 })) },
    })
    return apiKeyId
  })
}

/** As the gateway would have counted: the tier first, then packs, and nothing beyond. */
async function countDays(
  { timeZone, wantedPerDay }: DemoKey,
  { at, ...key }: { apiKeyId: string; customerId: string; at: Temporal.Instant },
): Promise<void> {
  const standing = await loadKeyStanding(database(), { ...key, at })
  const today = at.toZonedDateTimeISO(timeZone).startOfDay()
  const data = Array.from({ length: DAYS }, (_, ago) => {
    const start = today.subtract({ days: ago })
    const instant = start.toInstant()
    const allowance = standing.allowance(ago === 0 ? at : start.add({ hours: 20 }).toInstant())
    return {
      subscriptionId: standing.holdings.subscription.id,
      featureId: standing.feature.id,
      windowStart: toDate(instant),
      ...countDay(
        allowance,
        ago === 0 ? BigInt(Math.round(wantedPerDay * 1.1)) : wantedOn(start, wantedPerDay),
      ),
      updatedAt: toDate(ago === 0 ? at : instant.add({ hours: 20 })),
    }
  })
  await database().usageCounter.createMany({ data })
}

/** Fewer on weekends, and not the same on any two days. */
function wantedOn(day: Temporal.ZonedDateTime, wantedPerDay: number): bigint {
  const wave = 1 + 0.16 * Math.sin(day.dayOfYear * 2.4) + 0.06 * Math.sin(day.dayOfYear * 0.9)
  return BigInt(Math.round(wantedPerDay * wave * (day.dayOfWeek > 5 ? 0.45 : 1)))
}

function countDay({ base, packs }: Allowance, wanted: bigint) {
  const byTier = base === null || wanted < base ? wanted : base
  let rest = wanted - byTier
  const taken = packs.flatMap(({ id, perDay }) => {
    const some = perDay === null || rest < perDay ? rest : perDay
    rest -= some
    return some > 0n ? [[id, Number(some)] as const] : []
  })
  const packUsed = taken.reduce((sum, [, some]) => sum + BigInt(some), 0n)
  return { used: byTier + packUsed, packUsed, packs: Object.fromEntries(taken) }
}
