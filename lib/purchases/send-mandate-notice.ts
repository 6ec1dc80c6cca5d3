import { toInstant } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { tellOwners } from '#lib/notifications/tell-owners.ts'

/** Tells the owners that an add-on does not renew by itself any more. Nothing is said of what is over. */
export async function sendAutoRenewEnded(
  tx: Transaction,
  options: { lineId: string; wantedFewer: boolean; now: Temporal.Instant },
): Promise<void> {
  const { lineId, wantedFewer, now } = options
  const line = await load(tx, lineId)
  if (!line.addon || !line.endsAt || Temporal.Instant.compare(toInstant(line.endsAt), now) <= 0) return
  await tellOwners(tx, {
    customerId: line.customerId,
    told: `auto-renew-ended:${lineId}:${toInstant(line.endsAt)}`,
    template: 'auto-renew-ended',
    data: {
      addonName: line.addon.name,
      endsAt: toInstant(line.endsAt).toString(),
      timeZone: line.subscription.family.issuer.timeZone,
      wantedFewer,
      billingPath: '/billing',
    },
    now,
  })
}

/** Tells the owners, once per number held, that the approval covers fewer than that, and how all of them renew. */
export async function sendAutoRenewShort(
  tx: Transaction,
  options: { lineId: string; held: number; covered: number; now: Temporal.Instant },
): Promise<void> {
  const { lineId, held, covered, now } = options
  const line = await load(tx, lineId)
  if (!line.addon || !line.endsAt) return
  await tellOwners(tx, {
    customerId: line.customerId,
    told: `auto-renew-short:${lineId}:${toInstant(line.endsAt)}:${held}`,
    template: 'auto-renew-short',
    data: {
      addonName: line.addon.name,
      held,
      covered,
      endsAt: toInstant(line.endsAt).toString(),
      timeZone: line.subscription.family.issuer.timeZone,
      billingPath: '/billing',
    },
    now,
  })
}

async function load(tx: Transaction, lineId: string) {
  return tx.subscriptionLine.findUniqueOrThrow({
    where: { id: lineId },
    include: { addon: true, subscription: { include: { family: { include: { issuer: true } } } } },
  })
}
