import type { Transaction } from '#lib/db/client.ts'
import { tellOwners } from '#lib/notifications/tell-owners.ts'

/**
 * Mails the owners that a renewal could not be charged, once per period and standing, with the way to fix it. Their
 * pages say it as long as it is so.
 */
export async function sendBillingTrouble(
  tx: Transaction,
  options: {
    subscriptionId: string
    customerId: string
    agreementId: string
    /** What of it could not be charged; without it, all of it. */
    addonName?: string
    amountMinor: bigint
    /** When the period began that it is for. */
    since: Temporal.Instant
    status: 'past_due' | 'halted'
    now: Temporal.Instant
  },
): Promise<void> {
  const { status, since, customerId, now } = options
  const { family } = await tx.subscription.findUniqueOrThrow({
    where: { id: options.subscriptionId },
    include: { family: { include: { issuer: true } } },
  })
  await tellOwners(tx, {
    customerId,
    told: `renewal-failed:${options.agreementId}:${since}:${status}`,
    template: 'renewal-failed',
    byMailOnly: true,
    data: {
      familyName: options.addonName ?? family.name,
      amountMinor: options.amountMinor.toString(),
      currency: family.currency,
      graceEndsAt: since.add({ hours: 24 * family.graceDays }).toString(),
      timeZone: family.issuer.timeZone,
      triedAgain: status === 'past_due',
      billingPath: '/billing',
    },
    now,
  })
}
