import { inSavepoint } from '../../store/open-store.ts'
import { StripeError } from '../api/stripe-error.ts'
import { createDebit } from '../cards/create-debit.ts'
import { createPaymentMethod } from '../cards/create-payment-method.ts'
import type { CheckoutSession } from '../objects/checkout-session.ts'
import { behaviourOf } from '../payments/attempt-payment.ts'
import type { Act } from '../stripe-context.ts'
import { completeSession } from './complete-session.ts'
import { requireOpenSession } from './require-session.ts'
import { readHidden, writeHidden } from './session-hidden.ts'

/** The card a payer types in. */
export type TypedCard = {
  readonly number: string
  readonly expiry?: { readonly month: number; readonly year: number }
  readonly name?: string | null
  readonly email?: string | null
}

/** A bank account instead: it is known days later whether it paid. */
type Debited = { readonly name?: string | null; readonly email?: string | null }

export type CardOutcome<Done> =
  | { readonly kind: 'done'; readonly result: Done }
  | { readonly kind: 'declined'; readonly message: string }
  /** 3-D Secure: the payer is asked before anything happens. */
  | { readonly kind: 'asks' }

/** The payer submits the page; declined, nothing has happened and another card may be tried. */
export function submitSession(
  act: Act,
  { id, card }: { readonly id: string; readonly card: TypedCard | Debited },
): CardOutcome<CheckoutSession> {
  requireOpenSession(act, id)
  return orDeclined<CheckoutSession>(act, () => {
    const method = 'number' in card ? createPaymentMethod(act, card) : createDebit(act, card)
    const waiting = { method: method.id, email: card.email ?? null, name: card.name ?? null }
    writeHidden(act, { id, hidden: { ...readHidden(act, id), waiting } })
    if (behaviourOf(act, method) === 'asks') return { kind: 'asks' }
    return { kind: 'done', result: completeSession(act, { id, authenticated: false }) }
  })
}

/** The payer answers the bank's question. */
export function authenticateSession(
  act: Act,
  { id, agreed }: { readonly id: string; readonly agreed: boolean },
): CardOutcome<CheckoutSession> {
  requireOpenSession(act, id)
  if (agreed) {
    return orDeclined<CheckoutSession>(act, () => ({
      kind: 'done',
      result: completeSession(act, { id, authenticated: true }),
    }))
  }
  writeHidden(act, { id, hidden: { ...readHidden(act, id), waiting: null } })
  return { kind: 'declined', message: notAuthenticated }
}

export const notAuthenticated =
  'We are unable to authenticate your payment method. Please choose a different payment method and try again.'

/** What the issuer or Stripe refuses is told to the payer, and leaves nothing behind. */
export function orDeclined<Done>(act: Act, work: () => CardOutcome<Done>): CardOutcome<Done> {
  try {
    return inSavepoint(act.store, work)
  } catch (error) {
    if (error instanceof StripeError) return { kind: 'declined', message: error.message }
    throw error
  }
}
