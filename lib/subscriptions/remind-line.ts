import { isBefore, toInstant } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { finishWork, type Work } from '#lib/jobs/work.ts'
import { tellOwners } from '#lib/notifications/tell-owners.ts'
import { REMINDER } from './schedule-reminder.ts'
import { quantityAt } from './term-rules.ts'
import { toHeldTerm } from './to-held-term.ts'

/**
 * Work `remind-line`: three days before a prepaid plan or add-on ends its owners are told, with a way to renew in one click,
 * and again when it has ended (S0.10). Limits end by themselves at the instant; this only speaks of it. Nothing is
 * said about what was canceled, or renewed meanwhile.
 */
export async function remindLine(work: Work): Promise<void> {
  const at = await now()
  await transaction(async (tx) => {
    const line = await loadLine(tx, work.subject)
    const endsAt = line?.endsAt ? toInstant(line.endsAt) : null
    const renews = line?.autoRenew && !line.cancelAtPeriodEnd
    // What our own job renews, it speaks of itself; here only of its end, when nothing came of that.
    const charged = line?.terms.filter((term) => term.withdrawnAt === null && isSame(term.endsAt, endsAt))
    const byOurJob = charged !== undefined && charged.length > 0 && charged.every((term) => term.autoRenew)
    if (!line || endsAt === null || renews || line.cancelAtPeriodEnd || line.canceledAt !== null) {
      await finishWork(tx, work)
      return
    }
    const remindAt = endsAt.subtract(REMINDER)
    if (isBefore(at, remindAt)) {
      await finishWork(tx, work, { again: remindAt })
      return
    }
    const ended = !isBefore(at, endsAt)
    if (ended || !(byOurJob || isPack(line))) await tellOf(tx, { line, endsAt, ended, at })
    await finishWork(tx, work, ended ? {} : { again: endsAt })
  })
}

/** Whoever watches its key speaks of each that is about to end. */
function isPack({ addonId, subscription }: LoadedLine): boolean {
  return addonId !== null && subscription.apiKeyId !== null
}

function isSame(end: Date | null, endsAt: Temporal.Instant | null): boolean {
  return end !== null && endsAt !== null && toInstant(end).equals(endsAt)
}

type LoadedLine = NonNullable<Awaited<ReturnType<typeof loadLine>>>

async function loadLine(tx: Transaction, lineId: string) {
  return tx.subscriptionLine.findUnique({
    where: { id: lineId },
    include: {
      terms: true,
      addon: { include: { prices: { where: { active: true } } } },
      plan: { include: { prices: { where: { active: true } } } },
      subscription: {
        include: {
          family: { include: { issuer: true } },
        },
      },
    },
  })
}

async function tellOf(
  tx: Transaction,
  options: { line: LoadedLine; endsAt: Temporal.Instant; ended: boolean; at: Temporal.Instant },
) {
  const { line, endsAt, ended, at } = options
  const { family } = line.subscription
  const item = line.addon ?? line.plan
  const price = item?.prices.find((found) => found.currency === family.currency)
  const quantity = quantityAt(line.terms.map(toHeldTerm), endsAt.subtract({ milliseconds: 1 }))
  if (!item || quantity === 0) return
  const common = {
    addonName: item.name,
    quantity,
    timeZone: family.issuer.timeZone,
    renewPath: line.subscription.apiKeyId
      ? `/keys/${line.subscription.apiKeyId}`
      : line.plan
        ? `/billing?plan=${line.plan.code}`
        : `/billing?renew=${line.id}`,
  }
  const message = ended
    ? { template: 'addon-expired' as const, data: { ...common, endedAt: endsAt.toString() } }
    : {
        template: 'addon-expiring' as const,
        data: {
          ...common,
          endsAt: endsAt.toString(),
          renewalMinor: ((price?.unitAmountMinor ?? 0n) * BigInt(quantity)).toString(),
          currency: family.currency,
        },
      }
  const told = `${message.template}:${line.id}:${endsAt}`
  await tellOwners(tx, { customerId: line.customerId, told, ...message, now: at })
}
