import type { Transaction } from '#lib/db/client.ts'
import { enqueueMessage } from '#lib/notifications/enqueue-message.ts'
import { textOwners } from '#lib/notifications/tell-owners.ts'

/**
 * The mail that a purchase is paid and counts, once per purchase; of what our own job renewed, a notice and a text
 * message, too. Nothing is sent for what costs nothing.
 */
export async function sendReceipt(
  tx: Transaction,
  options: {
    purchase: {
      id: string
      customerId: string
      amountMinor: bigint
      currency: string
      renewsTermId: string | null
      user: { email: string } | null
      customer: { email: string }
      quote: { lines: { description: string; amountMinor: bigint }[] }
      subscription: { family: { issuer: { timeZone: string } } }
    }
    invoice: { id: string; number: string } | null
    now: Temporal.Instant
  },
): Promise<void> {
  const { purchase, now } = options
  if (purchase.amountMinor <= 0n) return
  const renewed = purchase.renewsTermId !== null
  const message = {
    customerId: purchase.customerId,
    recipient: purchase.user?.email ?? purchase.customer.email,
    template: 'purchase-receipt' as const,
    data: {
      lines: purchase.quote.lines.map(({ description, amountMinor }) => ({
        description,
        amountMinor: amountMinor.toString(),
      })),
      totalMinor: purchase.amountMinor.toString(),
      currency: purchase.currency,
      invoiceNumber: options.invoice?.number ?? null,
      invoiceId: options.invoice?.id ?? null,
      paidAt: now.toString(),
      timeZone: purchase.subscription.family.issuer.timeZone,
      renewed,
    },
    now,
  }
  await enqueueMessage(tx, { ...message, dedupeKey: `receipt:${purchase.id}`, channel: 'email' })
  if (!renewed) return
  // Nobody saw it happen: pages tell of it, too (S2.10).
  const told = `renewed:${purchase.id}`
  await enqueueMessage(tx, { ...message, dedupeKey: told, channel: 'in_app' })
  await textOwners(tx, { ...message, told })
}
