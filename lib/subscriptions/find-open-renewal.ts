import { database } from '#lib/db/client.ts'

/** A renewal that could not be charged and waits to be paid. Minor units. */
export type OpenRenewal = { purchaseId: string; amountMinor: bigint; url: string | null }

/** The newest renewal of a subscription that nobody has paid yet, or null. */
export async function findOpenRenewal(options: { subscriptionId: string }): Promise<OpenRenewal | null> {
  const open = await database().purchase.findFirst({
    where: { subscriptionId: options.subscriptionId, userId: null, status: 'pending' },
    orderBy: { createdAt: 'desc' },
  })
  return open && { purchaseId: open.id, amountMinor: open.amountMinor - open.balanceMinor, url: open.payUrl }
}
