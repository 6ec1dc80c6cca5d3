import { isBefore, toInstant } from '#lib/calendar/instants.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { finishWork, type Work } from '#lib/jobs/work.ts'
import { findSavedMethod } from '#lib/payments/find-saved-method.ts'
import { RENEWAL_WINDOW } from '#lib/subscriptions/renewal-run-rules.ts'
import { beginRenewal } from './begin-renewal.ts'
import { type ChargedPurchase, chargePurchase } from './charge-purchase.ts'
import { afterRun } from './renewal-rules.ts'

/**
 * - `renewed`: charged, and held from the end of the period before
 * - `declined`, `no_method`: not charged; tried again in the next run, as long as there is one before the end
 * - `asks`: its payer's bank wants to ask first; `processing`: the bank will say
 * - `nothing`: it is not due, or not to be renewed, or was before
 */
export type RenewalOutcome = 'renewed' | 'declined' | 'no_method' | 'asks' | 'processing' | 'nothing'

/**
 * Buys the next period of something paid in advance that renews by itself, charged to what its customer has saved (D6,
 * S2.9). However often and wherever this runs, at the same time or after a crash at any point, a term is renewed and
 * charged once. Throws `payment_provider_unavailable`: then it is to be done again.
 */
export async function renewTerm(options: {
  termId: string
  now: Temporal.Instant
}): Promise<{ outcome: RenewalOutcome; again: Temporal.Instant | null }> {
  const { termId, now } = options
  const ending = await loadEnding(termId)
  if (ending === null) return { outcome: 'nothing', again: null }
  const isDue = !isBefore(now, ending.endsAt.subtract(RENEWAL_WINDOW))
  const hasMethod = isDue && (await findSavedMethod(ending)) !== null
  const begun = await transaction((tx) => beginRenewal(tx, { termId, hasMethod, now }))
  if (begun.next === 'nothing') return { outcome: 'nothing', again: null }
  if (begun.next === 'wait') {
    const again = begun.time.when === 'later' ? begun.time.again : null
    return { outcome: begun.because === 'no_method' ? 'no_method' : 'nothing', again }
  }
  const outcome = outcomeOf(await chargePurchase({ purchaseId: begun.purchaseId, now }))
  if (outcome === 'renewed') return { outcome, again: null }
  const time = afterRun({ ...ending, at: now })
  return { outcome, again: time.when === 'later' ? time.again : null }
}

/** Work `renew-prepaid` (subject: a term): in every run within its window, until it is renewed or ends. */
export async function renewPrepaid(work: Work): Promise<void> {
  const { again } = await renewTerm({ termId: work.subject, now: await now() })
  await transaction((tx) => finishWork(tx, work, again ? { again } : {}))
}

async function loadEnding(termId: string) {
  const term = await database().term.findUnique({
    where: { id: termId },
    include: {
      line: {
        select: {
          subscription: { include: { family: { select: { issuer: { select: { timeZone: true } } } } } },
        },
      },
    },
  })
  if (!term?.endsAt) return null
  const { provider, family } = term.line.subscription
  const { customerId } = term
  return { provider, customerId, endsAt: toInstant(term.endsAt), timeZone: family.issuer.timeZone }
}

function outcomeOf({ status, payUrl }: ChargedPurchase): RenewalOutcome {
  switch (status) {
    case 'fulfilled':
      return 'renewed'
    case 'pending':
      return payUrl === null ? 'processing' : 'asks'
    case 'failed':
    case 'expired':
      return 'declined'
    case 'canceled':
    case 'superseded':
    case 'paid':
    case 'refunded':
      return 'nothing'
    default:
      return status satisfies never
  }
}
