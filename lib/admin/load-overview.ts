import { toDate } from '#lib/calendar/instants.ts'
import { database } from '#lib/db/client.ts'
import type { Overview } from './overview-schemas.ts'

/** What should be done by now was due this long ago. */
const LATE = { minutes: 5 }
/** Work that failed fewer times than this has bad luck. */
const FEWEST_ATTEMPTS = 3

/** How it goes, and what a person has to look at. */
export async function loadOverview(at: Temporal.Instant): Promise<Overview> {
  const db = database()
  const late = toDate(at.subtract(LATE))
  const dayAgo = toDate(at.subtract({ hours: 24 }))
  const [
    customers,
    purchasesToday,
    purchasesOpen,
    refundsFailed,
    deliveriesWaiting,
    pastDue,
    purchasesUnfulfilled,
    failing,
  ] = await Promise.all([
    db.customer.count(),
    db.purchase.count({ where: { fulfilledAt: { gte: dayAgo } } }),
    db.purchase.count({ where: { status: 'pending' } }),
    db.refund.count({ where: { status: 'failed' } }),
    db.webhookDelivery.count({ where: { processedAt: null, receivedAt: { lt: late } } }),
    db.billingAgreement.count({ where: { status: { in: ['past_due', 'halted'] } } }),
    db.purchase.count({ where: { status: 'paid', paidAt: { lt: late } } }),
    db.dueWork.findMany({
      where: { attempts: { gte: FEWEST_ATTEMPTS } },
      orderBy: { createdAt: 'asc' },
      take: 10,
    }),
  ])
  return {
    customers,
    purchasesToday,
    purchasesOpen,
    attention: { refundsFailed, deliveriesWaiting, pastDue, purchasesUnfulfilled },
    failing: failing.map(({ id, kind, subject, attempts, lastError, createdAt }) => ({
      ...{ id, kind, subject, attempts, lastError },
      createdAt: createdAt.toISOString(),
    })),
  }
}
