import { isObject } from '../../http/read-body.ts'
import { newId } from '../../store/new-id.ts'
import { inTransaction } from '../../store/open-store.ts'
import { type RazorpayContext, unixSeconds } from '../razorpay-context.ts'
import { invalidField } from '../razorpay-error.ts'
import { type Input, readCurrency, readOrderAmount, readText } from '../read-input.ts'
import { readCount } from './create-subscription.ts'
import { refuseAddon } from './mandate-rules.ts'
import type { SubscriptionAddon } from './subscription-entities.ts'
import { readSubscription, saveSubscription } from './subscription-store.ts'

/** Something to bill once with the next cycle, where the way to pay allows it. */
export function addAddon(
  context: RazorpayContext,
  {
    subscriptionId,
    input,
    now,
  }: { readonly subscriptionId: string; readonly input: Input; readonly now: Temporal.Instant },
): SubscriptionAddon {
  return inTransaction(context.store, () => {
    const record = readSubscription(context, subscriptionId)
    refuseAddon(record)
    const { item } = input
    if (!isObject(item)) throw invalidField('item', 'The item field is required.')
    const name = readText(item, 'name', 512)
    if (!name) throw invalidField('name', 'The name field is required.')
    const currency = readCurrency(item)
    const addon: SubscriptionAddon = {
      id: newId('ao_'),
      entity: 'addon',
      item: { name, amount: readOrderAmount(item, currency), currency },
      quantity: input.quantity === undefined ? 1 : readCount(input, 'quantity'),
      subscription_id: subscriptionId,
      invoice_id: null,
      created_at: unixSeconds(now),
    }
    const facts = { ...record.facts, addons: [...record.facts.addons, addon] }
    saveSubscription(context, { record: { ...record, facts }, now })
    return addon
  })
}
