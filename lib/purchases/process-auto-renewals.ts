import { database } from '#lib/db/client.ts'
import { RENEWAL_WINDOW } from '#lib/subscriptions/renewal-run-rules.ts'
import { type RenewalOutcome, renewTerm } from './renew-term.ts'

/** So many in one go; whoever asked may ask again for the rest. */
const MOST = 1_000
const AT_ONCE = 8

export type ProcessedRenewals = Record<RenewalOutcome | 'unknown', number> & {
  /** Looked at: what renews by itself and ends within three days, or did so without having been tried. */
  due: number
}

/**
 * Does now what the job does at 02:00 (S2.9), for all customers. It and the job may run at the same time, any number of
 * each. `unknown`: the provider did not answer; the reconciler finds out.
 */
export async function processAutoRenewals({ now }: { now: Temporal.Instant }): Promise<ProcessedRenewals> {
  const termIds = await findDue(now)
  const counts: ProcessedRenewals = {
    due: termIds.length,
    renewed: 0,
    declined: 0,
    no_method: 0,
    asks: 0,
    processing: 0,
    nothing: 0,
    unknown: 0,
  }
  const left = [...termIds]
  const worker = async () => {
    for (let termId = left.shift(); termId; termId = left.shift()) {
      const { outcome } = await renewTerm({ termId, now }).catch(() => ({ outcome: 'unknown' as const }))
      counts[outcome] += 1
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return counts
}

async function findDue(now: Temporal.Instant): Promise<string[]> {
  const rows = await database().$queryRaw<{ id: string }[]>`
    SELECT t.id FROM terms t
    WHERE t.auto_renew AND t.withdrawn_at IS NULL
      AND t.ends_at > ${now.subtract(RENEWAL_WINDOW).toString()}::timestamptz
      AND t.ends_at <= ${now.add(RENEWAL_WINDOW).toString()}::timestamptz
      AND NOT EXISTS (SELECT FROM terms n
        WHERE n.root_term_id = coalesce(t.root_term_id, t.id) AND n.renewal_number = t.renewal_number + 1)
    ORDER BY t.ends_at, t.id LIMIT ${MOST}`
  return rows.map(({ id }) => id)
}
