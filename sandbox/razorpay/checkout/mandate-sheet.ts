import { formatAmount } from '../../money/format-amount.ts'
import { smallestAmount } from '../currencies.ts'
import { rhythmInWords } from '../subscriptions/cycle-rules.ts'
import type { PlanEntity, SubscriptionEntity } from '../subscriptions/subscription-entities.ts'
import type { Sheet } from './sheet-page.ts'

/** What the payer approves: so much in each period, from when on, by what. */
export function mandateSheet(input: {
  readonly subscription: SubscriptionEntity
  readonly plan: PlanEntity
  /** The payer moves it to another way to pay. */
  readonly isChange: boolean
}): Sheet {
  const { subscription, plan, isChange } = input
  const { currency } = plan.item
  const amount = formatAmount({ amount: plan.item.amount * subscription.quantity, currency })
  const rhythm = rhythmInWords(plan)
  const card = { id: 'card', name: 'Card', hint: 'Credit or debit' } as const
  const others = [
    { id: 'upi', name: 'UPI', hint: 'UPI AutoPay' },
    { id: 'emandate', name: 'eMandate', hint: 'From a bank account' },
  ] as const
  const movesToCard = isChange && subscription.payment_method !== 'card'
  return {
    id: subscription.id,
    heading: isChange ? 'Choose another way to be charged' : 'Choose how to be charged',
    total: { label: capitalized(rhythm), amount, note: noteOf(input) },
    methods: movesToCard ? [card] : [card, ...others],
    action: isChange ? `Use this for ${amount} ${rhythm}` : `Approve ${amount} ${rhythm}`,
    terms: `You allow ${amount} to be charged ${rhythm}, until it is canceled.`,
    done: isChange ? 'Payment method changed' : 'Payment approved',
    closed: closedBecause(input),
    canHold: false,
  }
}

function noteOf({ subscription, plan, isChange }: Parameters<typeof mandateSheet>[0]): string {
  const { currency } = plan.item
  const check = formatAmount({ amount: 5 * smallestAmount(currency), currency })
  const isChecked = `${check} is taken today to check it, and given back.`
  if (isChange)
    return subscription.status === 'pending' ? 'The charge that failed is taken today.' : isChecked
  if (subscription.start_at === null) return 'First charged today.'
  const first = Temporal.Instant.fromEpochMilliseconds(subscription.start_at * 1000)
    .toZonedDateTimeISO('Asia/Kolkata')
    .toLocaleString('en-IN', { day: 'numeric', month: 'short', year: 'numeric' })
  return `First charged on ${first}. ${isChecked}`
}

function closedBecause({ subscription, isChange }: Parameters<typeof mandateSheet>[0]): string | null {
  switch (subscription.status) {
    case 'created':
      return isChange ? 'This has not been approved yet.' : null
    case 'authenticated':
    case 'active':
    case 'pending':
    case 'halted':
      return isChange ? null : 'This is approved already.'
    case 'paused':
    case 'cancelled':
    case 'completed':
    case 'expired':
      return `This is ${subscription.status}.`
    default:
      return subscription.status satisfies never
  }
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
