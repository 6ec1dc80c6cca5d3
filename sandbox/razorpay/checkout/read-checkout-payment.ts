import { z } from 'zod'
import type { HttpRequest } from '../../http/http-types.ts'
import { readWith } from '../../http/read-with.ts'
import type { Notes } from '../entities.ts'
import type { PayOutcome } from '../pay-order.ts'
import { isIssuedAbroad, type Payer } from '../payer.ts'

const schema = z.strictObject({
  key_id: z.string(),
  method: z.enum(['upi', 'card', 'netbanking', 'wallet', 'emandate']),
  outcome: z.enum(['captured', 'authorized', 'failed']).default('captured'),
  vpa: z.string().max(100).optional(),
  card_number: z.string().max(30).optional(),
  card_name: z.string().max(100).optional(),
  bank: z.string().max(20).optional(),
  wallet: z.string().max(30).optional(),
  card_change: z.boolean().default(false),
  email: z.string().max(100).optional(),
  contact: z.string().max(30).optional(),
  description: z.string().max(500).nullish(),
  notes: z.record(z.string().max(256), z.string().max(256)).optional(),
})

export type CheckoutPayment = {
  readonly keyId: string
  readonly payer: Payer
  readonly outcome: PayOutcome
  /** A mandate is moved to another way to pay. */
  readonly isCardChange: boolean
  readonly description: string | null
  readonly notes: Notes
}

/** What the sheet sends when somebody presses Pay. Throws a `Problem`. */
export function readCheckoutPayment(request: HttpRequest): CheckoutPayment {
  const input = readWith(schema, request)
  const notes = Object.entries(input.notes ?? {}).slice(0, 15)
  return {
    keyId: input.key_id,
    payer: {
      method: input.method,
      vpa: input.vpa,
      cardNumber: input.card_number,
      cardName: input.card_name,
      bank: input.bank,
      wallet: input.wallet,
      email: input.email || undefined,
      contact: input.contact || undefined,
      international: isIssuedAbroad(input.card_number),
    },
    isCardChange: input.card_change,
    outcome: input.outcome,
    description: input.description ?? null,
    notes: notes.length === 0 ? [] : Object.fromEntries(notes),
  }
}
