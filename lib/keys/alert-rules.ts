/** What a key's owners are told (S2.10). */
export type Alert =
  | { kind: 'usage'; percent: number; used: bigint; limit: bigint }
  | { kind: 'pack_low'; packId: string; left: bigint; perDay: bigint }
  | { kind: 'pack_expiring'; packId: string; days: number; endsAt: Temporal.Instant }
  | { kind: 'upgrade'; tier: string; savedMinor: bigint }

/** A pack as alerts look at it. Null is "without limit". */
export type WatchedPack = {
  id: string
  perDay: bigint | null
  left: bigint | null
  endsAt: Temporal.Instant | null
  /** Our own job buys the next month of it. */
  autoRenew: boolean
}

const USAGE_PERCENT = 80n
const PACK_LOW_PERCENT = 10n
/** Three days before a pack ends, a person still has time to act. */
const EXPIRY_NOTICE = { hours: 72 }

/**
 * What there is to tell as things stand: four fifths of the day's requests are used, a pack has less than a tenth left
 * today, a pack ends within three days and is not renewed, a higher tier would cost less than what is held. Whoever
 * tells does so once per crossing.
 */
export function alertsOf(options: {
  today: { used: bigint; limit: bigint | null }
  packs: readonly WatchedPack[]
  /** What upgrading would save a month; null when it would not. */
  upgrade: { tier: string; savedMinor: bigint } | null
  at: Temporal.Instant
}): Alert[] {
  const { today, packs, upgrade, at } = options
  const { used, limit } = today
  const alerts: Alert[] = []
  if (limit !== null && limit > 0n && used * 100n >= limit * USAGE_PERCENT) {
    // Never more than there is, also after a tier became smaller.
    const percent = Math.min(100, Number((used * 100n) / limit))
    alerts.push({ kind: 'usage', percent, used, limit })
  }
  for (const { id, perDay, left, endsAt, autoRenew } of packs) {
    if (perDay !== null && left !== null && left * 100n < perDay * PACK_LOW_PERCENT) {
      alerts.push({ kind: 'pack_low', packId: id, left, perDay })
    }
    if (endsAt === null || autoRenew) continue
    const hours = endsAt.since(at).total('hours')
    if (hours > 0 && hours <= EXPIRY_NOTICE.hours) {
      alerts.push({ kind: 'pack_expiring', packId: id, days: Math.ceil(hours / 24), endsAt })
    }
  }
  if (upgrade && upgrade.savedMinor > 0n) alerts.push({ kind: 'upgrade', ...upgrade })
  return alerts
}

/** When the next pack comes within its three days; null when none will. */
export function nextExpiryNotice(
  packs: readonly WatchedPack[],
  at: Temporal.Instant,
): Temporal.Instant | null {
  const notices = packs.flatMap(({ endsAt, autoRenew }) => {
    const notice = endsAt === null || autoRenew ? null : endsAt.subtract(EXPIRY_NOTICE)
    return notice !== null && Temporal.Instant.compare(notice, at) > 0 ? [notice] : []
  })
  return notices.toSorted(Temporal.Instant.compare)[0] ?? null
}
