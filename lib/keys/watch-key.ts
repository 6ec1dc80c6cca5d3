import { database, type Transaction } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { finishWork, type Work } from '#lib/jobs/work.ts'
import { tellOwners } from '#lib/notifications/tell-owners.ts'
import { adviseKey } from './advise-key.ts'
import { type Alert, alertsOf, nextExpiryNotice, type WatchedPack } from './alert-rules.ts'
import { listPacks } from './list-packs.ts'
import { loadKeyDays } from './load-key-days.ts'
import { type KeyStanding, loadKeyStanding } from './load-key-standing.ts'

/** As long as advice looks back. */
const DAYS = 30

/**
 * Work `watch-key` (subject: an API key): at the full hour after a call, and three days before a pack ends, its owners
 * are told what there is to tell (S2.10), each thing once per crossing. A key nobody calls is not looked at: nothing of
 * it changes. Uses are those up to the moment the work was due for, so that a day's last hour counts to its day.
 */
export async function watchKey(work: Work): Promise<void> {
  const asOf = work.dueAt.subtract({ milliseconds: 1 })
  const key = await database().apiKey.findFirst({ where: { id: work.subject, revokedAt: null } })
  const at = await now()
  const watched = key && (await look({ apiKeyId: key.id, customerId: key.customerId, asOf, at }))
  await transaction(async (tx) => {
    if (watched) for (const alert of watched.alerts) await tell(tx, { ...watched, alert, at })
    const again = watched ? nextExpiryNotice(watched.packs, at) : null
    await finishWork(tx, work, again ? { again } : {})
  })
}

type Watched = {
  standing: KeyStanding
  customerId: string
  packs: (WatchedPack & { name: string })[]
  windowStart: Temporal.Instant
  alerts: Alert[]
}

async function look(options: {
  apiKeyId: string
  customerId: string
  /** The uses that are looked at are those before. */
  asOf: Temporal.Instant
  at: Temporal.Instant
}): Promise<Watched> {
  const { asOf, customerId, apiKeyId, at } = options
  const standing = await loadKeyStanding(database(), { apiKeyId, customerId, at: asOf })
  const days = await loadKeyDays(database(), { standing, days: DAYS, at: asOf })
  const held = await listPacks(database(), { customerId, apiKeyId, at: asOf })
  const packs = held.map((pack) => ({
    id: pack.id,
    name: standing.catalog.addons.find(({ code }) => code === pack.addOnPackage)?.name ?? pack.addOnPackage,
    perDay: pack.additionalRequests === null ? null : BigInt(pack.additionalRequests),
    left: pack.requestsRemaining === null ? null : BigInt(pack.requestsRemaining),
    endsAt: pack.expiresAt === null ? null : Temporal.Instant.from(pack.expiresAt),
    autoRenew: pack.autoRenew,
  }))
  const today = days.at(-1)
  const advice = adviseKey({ standing, days, at: asOf })
  const upgrade =
    advice?.action === 'upgrade'
      ? { tier: advice.tier.code, savedMinor: advice.currentMinor - advice.proposedMinor }
      : null
  const used = today ? today.base + today.addOn : 0n
  const alerts = alertsOf({ today: { used, limit: today?.limit ?? null }, packs, upgrade, at })
  return { standing, customerId, packs, windowStart: standing.allowance(asOf).window.start, alerts }
}

async function tell(tx: Transaction, options: Watched & { alert: Alert; at: Temporal.Instant }) {
  const { alert, standing, customerId, windowStart, at: now } = options
  const { key, catalog, holdings } = standing
  const common = { keyName: key.name, path: `/keys/${key.id}` }
  const told = { customerId, bySms: true, now }
  switch (alert.kind) {
    case 'usage':
      await tellOwners(tx, {
        ...told,
        told: `key-usage:${key.id}:${windowStart}`,
        template: 'key-usage-high',
        data: { ...common, percent: alert.percent, used: Number(alert.used), limit: Number(alert.limit) },
      })
      return
    case 'pack_low':
      await tellOwners(tx, {
        ...told,
        told: `pack-low:${alert.packId}:${windowStart}`,
        template: 'pack-nearly-used',
        data: {
          ...common,
          packName: nameOf(options, alert.packId),
          left: Number(alert.left),
          perDay: Number(alert.perDay),
        },
      })
      return
    case 'pack_expiring':
      await tellOwners(tx, {
        ...told,
        told: `pack-expiring:${alert.packId}:${alert.endsAt}`,
        template: 'pack-expiring',
        data: {
          ...common,
          packName: nameOf(options, alert.packId),
          days: alert.days,
          endsAt: alert.endsAt.toString(),
          timeZone: catalog.family.timeZone,
        },
      })
      return
    case 'upgrade':
      // Again only once something else is held: the advice would be the same.
      await tellOwners(tx, {
        ...told,
        told: `key-upgrade:${key.id}:${alert.tier}:${holdings.subscription.version}`,
        template: 'key-upgrade-saves',
        data: {
          ...common,
          path: `${common.path}?tier=${alert.tier}`,
          tier: alert.tier,
          savedMinor: alert.savedMinor.toString(),
          currency: catalog.family.currency,
        },
      })
      return
    default:
      alert satisfies never
  }
}

function nameOf({ packs }: Watched, id: string): string {
  return packs.find((pack) => pack.id === id)?.name ?? ''
}
