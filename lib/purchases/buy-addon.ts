import { DomainError } from '#lib/errors/domain-error.ts'
import { acceptQuote } from './accept-quote.ts'
import type { Change } from './change-rules.ts'
import { createQuote } from './create-quote.ts'
import { type OpenedHandOff, openHandOff } from './open-hand-off.ts'

export type AddonOrder = {
  purchaseId: string
  amountMinor: bigint
  currency: string
  addon: { code: string; name: string }
  quantity: number
  handOff: OpenedHandOff
  /** What the payer approves by paying, when it renews by itself. */
  mandateId: string | null
}

/** Purchases of the same team that settle in between make a price stale; asking again is quick. */
const TRIES = 5

/**
 * Quotes one change and accepts it at once: what the seed's purchase and renew endpoints do (S0.6, S0.10). Answers
 * the order to be paid. Throws what quoting and accepting throw.
 */
export async function buyAddon(options: {
  customerId: string
  userId: string
  familyCode: string
  apiKeyId?: string
  change: Change
  autoRenew?: boolean
  now: Temporal.Instant
}): Promise<AddonOrder> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await quoteAndAccept(options)
    } catch (error) {
      const stale = error instanceof DomainError && error.code === 'quote_stale'
      if (!stale || tries >= TRIES) throw error
    }
  }
}

async function quoteAndAccept(options: Parameters<typeof buyAddon>[0]): Promise<AddonOrder> {
  const { change, autoRenew = false, ...caller } = options
  const quote = await createQuote({ ...caller, changes: [change], autoRenew, fieldOf: () => 'addon_id' })
  const [violation] = quote.violations
  if (violation) {
    const field = fieldOf(violation.code)
    throw new DomainError({ kind: 'refused', code: violation.code, detail: violation.reason, field })
  }
  const { purchaseId } = await acceptQuote({ ...caller, quoteId: quote.id })
  const handOff = await openHandOff({ purchaseId, now: options.now })
  const [line] = quote.lines
  if (!handOff || !line?.addon) {
    throw new DomainError({
      kind: 'conflict',
      code: 'purchase_not_open',
      detail: 'This purchase was completed or closed a moment ago',
    })
  }
  return {
    purchaseId,
    amountMinor: quote.dueNowMinor,
    currency: quote.currency,
    addon: line.addon,
    quantity: line.quantity,
    handOff,
    mandateId: autoRenew ? handOff.orderId : null,
  }
}

/** Which field of the request a refusal is about. */
function fieldOf(code: string): string {
  if (code.startsWith('auto_renew')) return 'auto_renew'
  return code === 'max_quantity_exceeded' ? 'quantity' : 'addon_id'
}
