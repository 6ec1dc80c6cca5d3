import { toDate, toInstant } from '#lib/calendar/instants.ts'
import { loadFamilyCatalog } from '#lib/catalog/load-family-catalog.ts'
import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import { planAt } from '#lib/entitlements/entitlement-rules.ts'
import { toHeldTerm } from '#lib/subscriptions/to-held-term.ts'
import { KEY_FAMILY } from './key-family.ts'
import type { ApiKeyView } from './schemas.ts'

/**
 * Keys as lists show them, the newest first, without anything secret. Of secrets, those that work at an instant of
 * real time.
 */
export async function describeKeys(
  db: DatabaseOrTransaction,
  options: {
    where: { customerId: string; id?: string; revokedAt?: null }
    page?: { skip: number; take: number }
    at: Temporal.Instant
    realNow: Temporal.Instant
  },
): Promise<ApiKeyView[]> {
  const { at, realNow } = options
  const catalog = await loadFamilyCatalog(db, KEY_FAMILY)
  const keys = await db.apiKey.findMany({
    where: options.where,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    ...options.page,
    include: {
      secrets: { orderBy: { createdAt: 'desc' } },
      subscription: {
        include: { lines: { where: { planId: { not: null } }, include: { plan: true, terms: true } } },
      },
    },
  })
  return keys.map((key) => {
    const lines = (key.subscription?.lines ?? []).map((line) => ({
      planCode: line.plan?.code ?? null,
      addonCode: null,
      terms: line.terms.map(toHeldTerm),
    }))
    const tier = catalog ? (planAt({ catalog, lines, at })?.code ?? null) : null
    const term = key.subscription?.lines
      .filter((line) => line.plan?.code === tier)
      .flatMap((line) => line.terms)
      .find((held) => held.withdrawnAt === null && held.startsAt <= toDate(at) && isAfter(held.endsAt, at))
    const works = ({ expiresAt }: { expiresAt: Date | null }) => isAfter(expiresAt, realNow)
    const uses = key.secrets.flatMap(({ lastUsedAt }) => lastUsedAt ?? [])
    const lastUsedAt = uses.toSorted((a, b) => b.getTime() - a.getTime())[0]
    return {
      id: key.id,
      name: key.name,
      timeZone: key.timeZone,
      tier,
      tierEndsAt: term?.endsAt?.toISOString() ?? null,
      tierAutoRenew: term?.autoRenew ?? false,
      createdAt: key.createdAt.toISOString(),
      revokedAt: key.revokedAt?.toISOString() ?? null,
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
      secrets: key.revokedAt
        ? []
        : key.secrets.filter(works).map((secret) => ({
            id: secret.id,
            prefix: secret.prefix,
            createdAt: secret.createdAt.toISOString(),
            expiresAt: secret.expiresAt?.toISOString() ?? null,
            lastUsedAt: secret.lastUsedAt?.toISOString() ?? null,
          })),
    }
  })
}

function isAfter(endsAt: Date | null, at: Temporal.Instant): boolean {
  return endsAt === null || Temporal.Instant.compare(toInstant(endsAt), at) > 0
}
