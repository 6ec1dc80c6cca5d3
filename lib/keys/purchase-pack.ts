import type { z } from 'zod'
import { database } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { chargeSavedMethod } from '#lib/purchases/charge-saved-method.ts'
import { createQuote } from '#lib/purchases/create-quote.ts'
import { findPack } from './find-pack.ts'
import { KEY_FAMILY } from './key-family.ts'
import { ownKey } from './own-key.ts'
import type { PackView, packProcessing, purchasePackRequest } from './pack-schemas.ts'

type Purchased = PackView | z.output<typeof packProcessing>

/**
 * Buys a pack for a key: a quote and its acceptance like any other, charged to what is saved (S2.7, D6). Where nothing
 * is saved, or the bank wants to ask, the refusal `payment_page_required` carries the page on which to pay.
 *
 * Throws `api_key_not_found`, what quoting and accepting throw, and `payment_declined`.
 */
export async function purchasePack(options: {
  request: z.output<typeof purchasePackRequest>
  customerId: string
  userId: string
  requestId: string
  now: Temporal.Instant
}): Promise<Purchased> {
  const { customerId, userId, requestId, now } = options
  const { apiKeyId, addOnPackage, durationMonths, autoRenew, reason } = options.request
  await ownKey(database(), { customerId, apiKeyId })
  const quote = await createQuote({
    ...{ customerId, userId, apiKeyId, autoRenew, now },
    familyCode: KEY_FAMILY,
    changes: [{ action: 'add', code: addOnPackage, quantity: 1, months: durationMonths }],
    fieldOf: () => 'addOnPackage',
    ...(reason ? { note: reason } : {}),
  })
  const [violation] = quote.violations
  if (violation) {
    const { code, reason: detail } = violation
    throw new DomainError({ kind: 'refused', code, detail, field: 'addOnPackage' })
  }
  const charged = await chargeSavedMethod({ quoteId: quote.id, customerId, userId, requestId, now })
  const { purchaseId } = charged
  if (charged.outcome === 'processing') return { status: 'processing', purchaseId }
  if (charged.outcome === 'pay') throw payOnPage(charged)
  const term = await database().term.findFirstOrThrow({ where: { purchaseId, customerId } })
  // What was paid a moment ago begins a moment after this request did.
  const at = Temporal.Instant.fromEpochMilliseconds(Math.max(now.epochMilliseconds, term.startsAt.getTime()))
  return findPack({ customerId, termId: term.id, at })
}

function payOnPage(charged: {
  purchaseId: string
  because: 'no_saved_method' | 'bank_asks'
  handOff: { kind: string; url?: string }
}): DomainError {
  const { purchaseId, because, handOff } = charged
  return new DomainError({
    kind: 'payment_required',
    code: 'payment_page_required',
    detail:
      because === 'bank_asks'
        ? 'The bank wants this payment to be confirmed. Nothing was charged; confirm it on the page.'
        : 'Nothing is saved that could be charged. Pay on the page; what is used there is saved for the next time.',
    extra: { checkoutUrl: handOff.url ?? null, purchaseId },
  })
}
