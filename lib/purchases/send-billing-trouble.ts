import type { Transaction } from '#lib/db/client.ts'
import { enqueueMessage } from '#lib/notifications/enqueue-message.ts'
import type { ProviderSubscription } from '#lib/payments/subscription-billing.ts'

/** Tells the owners that a renewal could not be charged, once per period, with the way to fix it. */
export async function sendBillingTrouble(
  tx: Transaction,
  options: {
    subscriptionId: string
    customerId: string
    agreementId: string
    state: ProviderSubscription
    status: 'past_due' | 'halted'
    now: Temporal.Instant
  },
): Promise<void> {
  const { state, status, customerId, now } = options
  const subscription = await tx.subscription.findUniqueOrThrow({
    where: { id: options.subscriptionId },
    include: {
      customer: { include: { members: { where: { role: 'owner' }, include: { user: true } } } },
      family: { include: { issuer: true } },
    },
  })
  const open = state.bills.find(({ bill }) => bill.status === 'open')
  const { family, customer } = subscription
  const since = state.items[0]?.periodStartsAt ?? now
  const message = {
    template: 'renewal-failed' as const,
    data: {
      familyName: family.name,
      amountMinor: (open?.amountMinor ?? 0n).toString(),
      currency: family.currency,
      graceEndsAt: since.add({ hours: 24 * family.graceDays }).toString(),
      timeZone: family.issuer.timeZone,
      triedAgain: status === 'past_due',
      billingPath: '/billing',
    },
  }
  const told = `renewal-failed:${options.agreementId}:${since}:${status}`
  for (const { user } of customer.members) {
    const mail = { dedupeKey: `${told}:email:${user.id}`, channel: 'email', recipient: user.email } as const
    await enqueueMessage(tx, { ...mail, ...message, customerId, now })
  }
  const notice = { dedupeKey: `${told}:in_app`, channel: 'in_app', recipient: customer.email } as const
  await enqueueMessage(tx, { ...notice, ...message, customerId, now })
}
