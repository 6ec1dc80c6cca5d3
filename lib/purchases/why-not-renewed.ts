import type { Transaction } from '#lib/db/client.ts'

/**
 * Why a term may not be carried on any more, or null: each of a chain is renewed once, what is not held any more is
 * not, and what ends together was perhaps paid for by hand. The subscription must be locked by this transaction.
 */
export async function whyNotRenewed(
  tx: Transaction,
  { renewsTermId }: { renewsTermId: string | null },
): Promise<string | null> {
  if (renewsTermId === null) return null
  const term = await tx.term.findUniqueOrThrow({
    where: { id: renewsTermId },
    include: {
      line: {
        include: { addon: { select: { ownPeriod: true } }, subscription: { select: { apiKey: true } } },
      },
    },
  })
  if (term.withdrawnAt !== null) return 'It is not held any more'
  if (term.line.subscription.apiKey?.revokedAt) return 'The API key it was for is revoked'
  const next = { rootTermId: term.rootTermId ?? term.id, renewalNumber: term.renewalNumber + 1 }
  if ((await tx.term.count({ where: next })) > 0) return RENEWED
  const { line, endsAt } = term
  if (line.addon?.ownPeriod || endsAt === null) return null
  // One plan is paid for at a time, and the units of an add-on end together.
  const item = line.planId === null ? { id: line.id } : { planId: { not: null } }
  const after = await tx.term.count({
    where: {
      line: { subscriptionId: line.subscriptionId, ...item },
      source: 'paid',
      withdrawnAt: null,
      endsAt: { gt: endsAt },
    },
  })
  return after > 0 ? RENEWED : null
}

const RENEWED = 'It was renewed already'
