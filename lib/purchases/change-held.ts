import { setTimeout } from 'node:timers/promises'
import { database } from '#lib/db/client.ts'
import { realNow } from '#lib/db/clock.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { acceptQuote } from './accept-quote.ts'
import type { Change } from './change-rules.ts'
import { createQuote, type Quote } from './create-quote.ts'

/** Changes of the same subscription that are on their way to the provider are waited for, not refused. */
const PATIENCE = { seconds: 20 }
const LOOK_EVERY_MS = 50

/**
 * Quotes changes and accepts them at once, for faces whose caller does not look at a price first. What others change
 * at the same moment is waited for, and the price asked again: every accepted change counts (S4.2). Throws the first
 * violation, and what quoting and accepting throw.
 */
export async function changeHeld(options: {
  customerId: string
  userId: string
  familyCode: string
  apiKeyId?: string
  changes: readonly Change[]
  fieldOf: (index: number) => string
  requestId?: string
  now: Temporal.Instant
}): Promise<{ purchaseId: string; quote: Quote }> {
  const until = realNow().add(PATIENCE)
  for (;;) {
    try {
      const quote = await createQuote(options)
      const [violation] = quote.violations
      if (violation) {
        const { code, reason: detail } = violation
        throw new DomainError({ kind: 'refused', code, detail })
      }
      const { purchaseId } = await acceptQuote({ ...options, quoteId: quote.id })
      return { purchaseId, quote }
    } catch (error) {
      const late = Temporal.Instant.compare(realNow(), until) > 0
      if (late || !(error instanceof DomainError) || !(await willPass(error))) throw error
      await setTimeout(LOOK_EVERY_MS)
    }
  }
}

/** Whether what is in the way goes by itself: a price that has changed, a change the provider has not answered yet. */
async function willPass({ code, extra }: DomainError): Promise<boolean> {
  if (code === 'quote_stale') return true
  if (code !== 'change_unfinished') return false
  const purchase = await database().purchase.findUnique({ where: { id: String(extra.purchase_id) } })
  return purchase !== null && (purchase.status !== 'pending' || purchase.payUrl === null)
}
