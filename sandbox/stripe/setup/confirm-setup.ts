import { pageAddress } from '../api/serialize.ts'
import { docUrl, invalidRequest } from '../api/stripe-error.ts'
import { attachPaymentMethod } from '../cards/attach-payment-method.ts'
import type { PaymentMethod } from '../objects/payment-method.ts'
import type { SetupIntent } from '../objects/setup-intent.ts'
import { behaviourOf } from '../payments/attempt-payment.ts'
import type { Act } from '../stripe-context.ts'

/** Saves a card for later; one that asks for 3-D Secure waits for the payer's answer. */
export function confirmSetup(
  act: Act,
  input: { readonly intent: SetupIntent; readonly method: PaymentMethod; readonly authenticated?: boolean },
): SetupIntent {
  const { intent, method, authenticated = false } = input
  if (intent.status === 'succeeded' || intent.status === 'canceled') {
    const message = `This SetupIntent's status is ${intent.status}; it cannot be confirmed.`
    throw invalidRequest(message, undefined, 'setup_intent_unexpected_state')
  }
  if (behaviourOf(act, method) === 'asks' && !authenticated) {
    const redirect_to_url = { return_url: null, url: pageAddress(`authenticate/${intent.id}`) }
    const asking: SetupIntent = {
      ...intent,
      next_action: { type: 'redirect_to_url', redirect_to_url },
      payment_method: method.id,
      status: 'requires_action',
    }
    act.setupIntents.update(asking)
    return asking
  }
  if (intent.customer) attachPaymentMethod(act, { id: method.id, customer: intent.customer })
  const done: SetupIntent = {
    ...intent,
    last_setup_error: null,
    next_action: null,
    payment_method: method.id,
    status: 'succeeded',
  }
  act.setupIntents.update(done)
  return done
}

/** The payer answers: agreed, the card is saved; otherwise another one is asked for. */
export function answerSetup(
  act: Act,
  { intent, agreed }: { readonly intent: SetupIntent; readonly agreed: boolean },
): SetupIntent {
  const method = act.paymentMethods.find(intent.payment_method ?? '')
  const code = 'setup_intent_authentication_failure'
  if (intent.status !== 'requires_action' || !method) {
    throw invalidRequest('This setup does not wait for an authentication.', undefined, code)
  }
  if (agreed) return confirmSetup(act, { intent, method, authenticated: true })
  const message =
    'We are unable to authenticate your payment method. Please choose a different payment method and try again.'
  const refused: SetupIntent = {
    ...intent,
    last_setup_error: {
      type: 'invalid_request_error',
      code,
      doc_url: docUrl(code),
      message,
      payment_method: method,
    },
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  }
  act.setupIntents.update(refused)
  return refused
}
