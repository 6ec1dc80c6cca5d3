import { pageAddress } from '../api/serialize.ts'
import { docUrl } from '../api/stripe-error.ts'
import { type Verdict, verdictOf } from '../cards/card-rules.ts'
import type { PaymentFailure, PaymentIntent } from '../objects/payment-intent.ts'
import type { Behaviour, PaymentMethod } from '../objects/payment-method.ts'
import type { Act } from '../stripe-context.ts'
import { chargeMethod } from './charge-method.ts'

export type Attempt = { readonly verdict: Verdict; readonly intent: PaymentIntent }

/** Tries a card on an intent: paid, declined (the intent asks for another card), or the payer is asked first. */
export function attemptPayment(
  act: Act,
  input: {
    readonly intent: PaymentIntent
    readonly method: PaymentMethod
    /** The payer has just agreed in person. */
    readonly authenticated?: boolean
    readonly returnUrl?: string | null
  },
): Attempt {
  const { method, authenticated = false, returnUrl = null } = input
  const verdict = verdictOf(behaviourOf(act, method), { authenticated })
  const intent = after(act, { ...input, verdict, authenticated, returnUrl })
  act.paymentIntents.update(intent)
  return { verdict, intent }
}

function after(
  act: Act,
  input: {
    readonly intent: PaymentIntent
    readonly method: PaymentMethod
    readonly verdict: Verdict
    readonly authenticated: boolean
    readonly returnUrl: string | null
  },
): PaymentIntent {
  const { intent, method, verdict, authenticated } = input
  switch (verdict) {
    case 'paid': {
      const charge = chargeMethod(act, { intent, method, paid: true, authenticated })
      return {
        ...intent,
        amount_received: intent.amount,
        last_payment_error: null,
        latest_charge: charge.id,
        next_action: null,
        payment_method: method.id,
        status: 'succeeded',
      }
    }
    case 'declined': {
      const charge = chargeMethod(act, { intent, method, paid: false, authenticated })
      return {
        ...intent,
        last_payment_error: declined(method, charge.id),
        latest_charge: charge.id,
        next_action: null,
        payment_method: null,
        status: 'requires_payment_method',
      }
    }
    case 'asks': {
      const redirect_to_url = { return_url: input.returnUrl, url: pageAddress(`authenticate/${intent.id}`) }
      return {
        ...intent,
        last_payment_error: null,
        next_action: { type: 'redirect_to_url', redirect_to_url },
        payment_method: method.id,
        status: 'requires_action',
      }
    }
    case 'processing':
      return { ...intent, last_payment_error: null, payment_method: method.id, status: 'processing' }
    default:
      return verdict satisfies never
  }
}

export function behaviourOf({ paymentMethods }: Act, { id }: PaymentMethod): Behaviour {
  return (paymentMethods.column(id, 'behaviour') ?? 'pays') as Behaviour
}

export function declined(method: PaymentMethod, charge: string): PaymentFailure {
  const code = 'card_declined'
  return {
    type: 'card_error',
    code,
    decline_code: 'generic_decline',
    doc_url: docUrl(code),
    message: 'Your card was declined.',
    charge,
    payment_method: method,
  }
}
