import { toDate, toInstant } from '#lib/calendar/instants.ts'
import { startOfDay } from '#lib/calendar/periods.ts'
import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import { toMajorNumber } from '#lib/money/currency.ts'
import { REQUESTS } from './key-family.ts'
import type { PackView } from './pack-schemas.ts'

/**
 * The packs a customer's keys hold at an instant, what ends first at the beginning. A pack and the renewals that carry
 * it on are one, which ends with the last of them that is paid.
 */
export async function listPacks(
  db: DatabaseOrTransaction,
  options: {
    customerId: string
    apiKeyId?: string
    /** Only the one that one of these terms is of. */
    termId?: string
    at: Temporal.Instant
  },
): Promise<PackView[]> {
  const { customerId, apiKeyId, termId, at } = options
  const terms = await loadTerms(db, { customerId, ...(apiKeyId ? { apiKeyId } : {}) })
  const chains = Map.groupBy(terms, (term) => term.rootTermId ?? term.id)
  const counters = await loadCounters(db, { terms, at })
  const packs = [...chains].flatMap(([id, chain]): PackView[] => {
    if (termId && !chain.some((term) => term.id === termId)) return []
    const live = chain.find(({ startsAt, endsAt }) => startsAt <= toDate(at) && !isOver(endsAt, at))
    const last = chain.at(-1)
    const grant = live?.line.addon?.grants[0]
    const apiKey = live?.line.subscription.apiKey
    if (!live || !last || !grant || !apiKey) return []
    const perDay = grant.value === null ? null : grant.value * BigInt(live.quantity)
    const counted = counters.get(live.line.subscriptionId) ?? {}
    // In the window in which a renewal takes over it counts on where the one before stopped.
    const used = chain.reduce((sum, term) => sum + BigInt(counted[term.id] ?? 0), 0n)
    const paid = live.unitAmountMinor * BigInt(live.quantity)
    const monthlyMinor = live.source === 'paid' ? paid / BigInt(live.quoteLine?.intervalMonths ?? 1) : 0n
    return [
      {
        id,
        apiKeyId: apiKey.id,
        addOnPackage: live.line.addon?.code ?? '',
        additionalRequests: perDay === null ? null : Number(perDay),
        requestsRemaining: perDay === null ? null : Number(perDay - used),
        monthlyPrice: toMajorNumber(monthlyMinor, live.currency),
        currency: live.currency,
        activatedAt: (chain[0] ?? live).startsAt.toISOString(),
        expiresAt: last.endsAt?.toISOString() ?? null,
        autoRenew: live.autoRenew,
      },
    ]
  })
  return packs.toSorted((a, b) => (a.expiresAt ?? '9').localeCompare(b.expiresAt ?? '9'))
}

type LoadedTerm = Awaited<ReturnType<typeof loadTerms>>[number]

async function loadTerms(db: DatabaseOrTransaction, options: { customerId: string; apiKeyId?: string }) {
  const { customerId, apiKeyId } = options
  return db.term.findMany({
    where: {
      customerId,
      withdrawnAt: null,
      line: {
        addon: { grants: { some: { feature: { code: REQUESTS } } } },
        subscription: { apiKey: { revokedAt: null, ...(apiKeyId ? { id: apiKeyId } : {}) } },
      },
    },
    orderBy: [{ renewalNumber: 'asc' }, { startsAt: 'asc' }],
    include: {
      quoteLine: { select: { intervalMonths: true } },
      line: {
        include: {
          addon: { include: { grants: { where: { feature: { code: REQUESTS } } } } },
          subscription: { include: { apiKey: true } },
        },
      },
    },
  })
}

/** What each subscription's packs gave in the day that runs in its key's zone, by term. */
async function loadCounters(
  db: DatabaseOrTransaction,
  { terms, at }: { terms: readonly LoadedTerm[]; at: Temporal.Instant },
): Promise<Map<string, Record<string, number>>> {
  const windows = new Map(
    terms.map(({ line }) => [
      line.subscriptionId,
      startOfDay(at, line.subscription.apiKey?.timeZone ?? 'UTC'),
    ]),
  )
  const rows = await db.usageCounter.findMany({
    where: {
      feature: { code: REQUESTS },
      OR: [...windows].map(([subscriptionId, start]) => ({ subscriptionId, windowStart: toDate(start) })),
    },
  })
  return new Map(rows.map((row) => [row.subscriptionId, row.packs as Record<string, number>]))
}

function isOver(endsAt: Date | null, at: Temporal.Instant): boolean {
  return endsAt !== null && Temporal.Instant.compare(toInstant(endsAt), at) <= 0
}
