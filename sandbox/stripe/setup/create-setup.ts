import { newId } from '../../store/new-id.ts'
import { requireCustomer } from '../customers/require-customer.ts'
import { type SetupIntent, setupIntentObject } from '../objects/setup-intent.ts'
import type { Act } from '../stripe-context.ts'

/** A card to be saved for later. */
export function createSetup(
  act: Act,
  input: Pick<SetupIntent, 'customer' | 'metadata' | 'usage'>,
): SetupIntent {
  if (input.customer) requireCustomer(act, { id: input.customer })
  const id = newId('seti_1', 23)
  const intent = setupIntentObject({
    id,
    cancellation_reason: null,
    client_secret: newId(`${id}_secret_`, 25),
    created: act.now,
    customer: input.customer,
    description: null,
    last_setup_error: null,
    metadata: input.metadata,
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
    usage: input.usage,
  })
  act.setupIntents.insert(intent, { customer: intent.customer })
  return intent
}
