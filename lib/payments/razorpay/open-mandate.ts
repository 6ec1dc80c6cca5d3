import type Razorpay from 'razorpay'
import type { Mandates } from '../mandates.ts'
import { call } from './call.ts'
import { listAll } from './list-all.ts'
import { mandateStatus } from './mandate-status.ts'
import { subscriptionObject } from './objects.ts'

/** Where a mandate of ours says which one it is. */
export const REFERENCE_NOTE = 'reference'

/** Razorpay wants to know how often it will charge; ten years are more than any card lasts. */
const MONTHS = 120

type Opened = Parameters<Mandates['open']>[0] & { planId: string }

/**
 * Subscriptions have no idempotency key and cannot be searched by what we note on them: one that an earlier,
 * unanswered call made is found among those of its plan, those since it was first asked for when that is known.
 */
export async function openMandate(razorpay: Razorpay, mandate: Opened): Promise<{ mandateId: string }> {
  const found = await findMandate(razorpay, mandate)
  if (found) return { mandateId: found }
  const { planId, quantity, intervalMonths, startsAt, approveBy } = mandate
  const created = await call(() =>
    razorpay.subscriptions.create({
      plan_id: planId,
      total_count: Math.max(1, Math.floor(MONTHS / intervalMonths)),
      quantity,
      // Our own mails tell the customer.
      customer_notify: 0,
      notes: { [REFERENCE_NOTE]: mandate.reference },
      ...(startsAt ? { start_at: seconds(startsAt) } : {}),
      ...(approveBy ? { expire_by: seconds(approveBy) } : {}),
    }),
  )
  return { mandateId: subscriptionObject.parse(created).id }
}

/** Clocks differ, here and there, by less. */
const SLACK_SECONDS = 3600

async function findMandate(razorpay: Razorpay, mandate: Opened): Promise<string | null> {
  const since = mandate.askedAt ? { from: seconds(mandate.askedAt) - SLACK_SECONDS } : {}
  const subscriptions = await listAll({
    item: subscriptionObject,
    fetch: (page) => razorpay.subscriptions.all({ plan_id: mandate.planId, ...since, ...page }),
  })
  const mine = subscriptions.find(
    ({ notes, status }) => notes[REFERENCE_NOTE] === mandate.reference && isAlive(status),
  )
  return mine?.id ?? null
}

function isAlive(status: string): boolean {
  const read = mandateStatus(status)
  return read !== 'canceled' && read !== 'completed'
}

function seconds(instant: Temporal.Instant): number {
  return Math.ceil(instant.epochMilliseconds / 1000)
}
