import type { Transaction } from '#lib/db/client.ts'

/**
 * Takes the subscription for this transaction: whoever changes what is held, or reserves some of it, does so one
 * after the other. Always locked before any purchase of it, so that two cannot wait for each other.
 */
export async function lockSubscription(
  tx: Transaction,
  subscriptionId: string,
): Promise<{ version: number }> {
  const rows = await tx.$queryRaw<{ version: number }[]>`
    SELECT version FROM subscriptions WHERE id = ${subscriptionId}::uuid FOR UPDATE`
  const row = rows[0]
  if (!row) throw new Error(`There is no subscription ${subscriptionId}`)
  return row
}
