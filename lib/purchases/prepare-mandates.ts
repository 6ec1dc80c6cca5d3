import { earliest } from '#lib/calendar/instants.ts'
import { transaction } from '#lib/db/transaction.ts'
import type { Standing } from '#lib/entitlements/load-standing.ts'
import { ProviderError } from '#lib/payments/provider.ts'
import { paymentProvider } from '#lib/payments/providers.ts'
import type { Agreement, HeldLine } from '#lib/subscriptions/holdings.ts'
import { lockSubscription } from '#lib/subscriptions/lock-subscription.ts'
import { overLimit } from './auto-renew.ts'
import { convergeMandate } from './converge-mandate.ts'
import { type NextCharge, nextCharge } from './mandate-rules.ts'
import { sendAutoRenewEnded, sendAutoRenewShort } from './send-mandate-notice.ts'

type Mandate = { agreement: Agreement; line: HeldLine; mandateId: string }

/**
 * Brings every approval of a subscription in line with what its line shall be charged next: ended where nothing is
 * held or it was canceled, for another number where the payer's bank allows it. Running it again changes nothing
 * more. Answers when to look again, or null.
 */
export async function prepareMandates(
  standing: Standing,
  at: Temporal.Instant,
): Promise<Temporal.Instant | null> {
  const again: Temporal.Instant[] = []
  for (const agreement of standing.holdings.agreements) {
    const line = standing.holdings.lines.find((found) => found.id === agreement.lineId)
    const mandateId = agreement.externalId
    if (!line || mandateId === null) continue
    const next = nextCharge({ agreement, line, at })
    if (next.action === 'wait') again.push(next.until)
    else await prepare(standing, { agreement, line, mandateId }, next, at)
  }
  const [first, ...rest] = again
  return first ? earliest(first, ...rest) : null
}

async function prepare(
  standing: Standing,
  mandate: Mandate,
  next: Exclude<NextCharge, { action: 'wait' }>,
  at: Temporal.Instant,
): Promise<void> {
  switch (next.action) {
    case 'keep':
      return
    case 'end':
      return endMandate(standing, mandate, { wantedFewer: false, at })
    case 'change':
      return changeMandate(standing, mandate, { quantity: next.quantity, at })
    default:
      next satisfies never
  }
}

/** Nothing is charged any more. */
async function endMandate(
  standing: Standing,
  { line, mandateId }: Mandate,
  { wantedFewer, at }: { wantedFewer: boolean; at: Temporal.Instant },
): Promise<void> {
  const { provider } = standing.catalog.family
  await paymentProvider(provider).mandates?.cancel(mandateId)
  await convergeMandate({ provider, mandateId, endedHere: true })
  if (wantedFewer)
    await transaction((tx) => sendAutoRenewEnded(tx, { lineId: line.id, wantedFewer, now: at }))
}

/**
 * Most ways to pay in India allow no change of what was approved. Then fewer than held renew until the payer approves
 * once more; what would charge more than is wanted ends.
 */
async function changeMandate(
  standing: Standing,
  mandate: Mandate,
  { quantity, at }: { quantity: number; at: Temporal.Instant },
): Promise<void> {
  const { agreement, line, mandateId } = mandate
  const { provider, currency } = standing.catalog.family
  const amountMinor = (agreement.unitAmountMinor ?? 0n) * BigInt(quantity)
  const covered = agreement.quantity ?? 0
  const changed =
    overLimit({ provider, currency, amountMinor }) === null &&
    (await tryChange({ provider, mandateId, quantity }))
  if (changed) {
    await convergeMandate({ provider, mandateId })
    return
  }
  if (quantity < covered) return endMandate(standing, mandate, { wantedFewer: true, at })
  await transaction(async (tx) => {
    const { subscriptionId } = await tx.subscriptionLine.findUniqueOrThrow({ where: { id: line.id } })
    await lockSubscription(tx, subscriptionId)
    await tx.subscriptionLine.update({ where: { id: line.id }, data: { nextQuantity: covered } })
    await sendAutoRenewShort(tx, { lineId: line.id, held: quantity, covered, now: at })
  })
}

/** Whether the approval is for that many from the next period on. */
async function tryChange(change: {
  provider: string
  mandateId: string
  quantity: number
}): Promise<boolean> {
  try {
    await paymentProvider(change.provider).mandates?.changeQuantity(change)
    return true
  } catch (error) {
    if (error instanceof ProviderError && error.code === 'mandate_unchangeable') return false
    throw error
  }
}
