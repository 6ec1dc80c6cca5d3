import type { z } from 'zod'
import { mergeMetadata } from '../api/merge-metadata.ts'
import { invalidRequest } from '../api/stripe-error.ts'
import { requireAttached } from '../cards/require-attached.ts'
import type { Subscription } from '../objects/subscription.ts'
import type { Act } from '../stripe-context.ts'
import { changeItems } from './change-items.ts'
import { planItems } from './plan-items.ts'
import { notPendable, subscriptionCanceled } from './refusals.ts'
import { requireSubscription } from './require-subscription.ts'
import { changeSubscription } from './save-subscription.ts'
import { termsOf, type updateInput } from './subscription-input.ts'

type Input = z.output<typeof updateInput>

const afterCancellation = ['cancellation_details', 'metadata']
const pendable = ['items', 'payment_behavior', 'proration_behavior', 'proration_date', 'off_session']

export function updateSubscription(
  act: Act,
  { id, input }: { readonly id: string; readonly input: Input },
): Subscription {
  const before = requireSubscription(act, { id })
  refuseUnfit(before, input)
  if (input.default_payment_method) {
    requireAttached(act, { id: input.default_payment_method, customer: before.customer })
  }
  const besides = changesBesides(act, before, input)
  const { items } = input
  if (!items) return changeSubscription(act, before, { ...before, ...besides })
  return changeItems(act, {
    subscription: before,
    plan: (subscription) => planItems(act, { subscription, changes: items, now: act.now, param: 'items' }),
    terms: termsOf(input),
    besides,
  })
}

function refuseUnfit(before: Subscription, input: Input): void {
  const given = Object.entries(input)
    .filter(([, value]) => value !== undefined)
    .map(([name]) => name)
  const ended = before.status === 'canceled' || before.status === 'incomplete_expired'
  if (ended && given.some((name) => !afterCancellation.includes(name))) throw subscriptionCanceled()
  if (before.status === 'incomplete' && input.items) {
    throw invalidRequest(
      'An incomplete subscription cannot be changed before its first invoice is paid.',
      'items',
    )
  }
  if (input.payment_behavior !== 'pending_if_incomplete') return
  const others = given.filter((name) => !pendable.includes(name))
  const ofItems = input.items?.some((item) => item.metadata !== undefined) ? ['items[metadata]'] : []
  const removals = input.items?.some((item) => item.deleted) ? ['items[deleted]'] : []
  const unfit = [...others, ...ofItems, ...removals]
  if (unfit.length > 0) throw notPendable(unfit)
}

function changesBesides(act: Act, before: Subscription, input: Input): Partial<Subscription> {
  const { payment_settings, trial_settings, cancellation_details: details } = input
  const { comment = before.cancellation_details.comment, feedback = before.cancellation_details.feedback } =
    details ?? {}
  const save = payment_settings?.save_default_payment_method
  const onTrialEnd = trial_settings?.end_behavior.missing_payment_method
  return {
    metadata: mergeMetadata(before.metadata, input.metadata),
    description: input.description === undefined ? before.description : input.description,
    default_payment_method:
      input.default_payment_method === undefined
        ? before.default_payment_method
        : input.default_payment_method,
    ...(save ? { payment_settings: { ...before.payment_settings, save_default_payment_method: save } } : {}),
    ...(onTrialEnd ? { trial_settings: { end_behavior: { missing_payment_method: onTrialEnd } } } : {}),
    ...cancellation(act, before, input),
    ...(details ? { cancellation_details: { ...before.cancellation_details, comment, feedback } } : {}),
  }
}

/** At the end of the period, at an instant, or not at all any more. */
function cancellation(act: Act, before: Subscription, input: Input): Partial<Subscription> {
  const { cancel_at_period_end: atPeriodEnd, cancel_at: at } = input
  if (atPeriodEnd !== undefined && at !== undefined && at !== null) {
    throw invalidRequest('You can only pass one of `cancel_at_period_end` and `cancel_at`.', 'cancel_at')
  }
  const ends = before.items.data.map((item) => item.current_period_end)
  const whole = { ...before.cancellation_details, reason: 'cancellation_requested' as const }
  if (atPeriodEnd === true) {
    const cancel_at = Math.min(...ends)
    return { cancel_at_period_end: true, cancel_at, canceled_at: act.now, cancellation_details: whole }
  }
  if (atPeriodEnd === false || at === null) {
    const cancellation_details = { comment: null, feedback: null, reason: null }
    return { cancel_at_period_end: false, cancel_at: null, canceled_at: null, cancellation_details }
  }
  if (at === undefined) return {}
  const cancel_at = readCancelAt(at, ends)
  if (cancel_at <= act.now) throw invalidRequest('`cancel_at` must be in the future.', 'cancel_at')
  return { cancel_at_period_end: false, cancel_at, canceled_at: act.now, cancellation_details: whole }
}

function readCancelAt(at: number | string, periodEnds: readonly number[]): number {
  if (typeof at === 'number') return at
  if (at === 'min_period_end') return Math.min(...periodEnds)
  if (at === 'max_period_end') return Math.max(...periodEnds)
  throw invalidRequest(`Invalid cancel_at: ${at}`, 'cancel_at')
}
