import { z } from 'zod'
import type { BillLine } from '#lib/payments/subscription-billing.ts'

const item = z.object({ itemId: z.string(), priceId: z.string(), quantity: z.int() })

/**
 * What a provider was going to be asked for, and what it said it would cost: kept with the quote. The call that makes
 * the change is made from this and nothing else, so that repeating it is word for word the same.
 */
const storedPreview = z.object({
  subscriptionId: z.string(),
  before: z.array(item),
  changes: z.array(z.object({ itemId: z.string().nullable(), priceId: z.string(), quantity: z.int() })),
  lines: z.array(z.object({ description: z.string(), amountMinor: z.string(), isProration: z.boolean() })),
})
export type StoredPreview = z.infer<typeof storedPreview>

/** Reads it back. What is stored is our own: anything else is a defect. */
export function readPreview(preview: unknown): StoredPreview {
  return storedPreview.parse(preview)
}

/** As it is stored: amounts as text. */
export function toPreview(options: {
  subscriptionId: string
  before: readonly { itemId: string; priceId: string; quantity: number }[]
  changes: readonly { itemId: string | null; priceId: string; quantity: number }[]
  lines: readonly BillLine[]
}): StoredPreview {
  return {
    subscriptionId: options.subscriptionId,
    before: options.before.map(({ itemId, priceId, quantity }) => ({ itemId, priceId, quantity })),
    changes: [...options.changes],
    lines: options.lines.map(({ description, amountMinor, isProration }) => ({
      description,
      amountMinor: amountMinor.toString(),
      isProration,
    })),
  }
}
