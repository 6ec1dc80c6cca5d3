import type { Period } from '#lib/calendar/periods.ts'
import { type HeldTerm, peakQuantity } from '#lib/subscriptions/term-rules.ts'
import type { Addon } from './catalog.ts'

/** Why an add-on cannot be bought, as a machine word. */
export type RefusalCode =
  | 'addon_not_found'
  | 'addon_not_available'
  | 'addon_not_available_for_plan'
  | 'addon_not_stackable'
  | 'max_quantity_exceeded'

export type Refusal = { allowed: false; code: RefusalCode; reason: string }
export type Eligibility = { allowed: true } | Refusal

export type EligibilityInput = {
  /** Null when nothing answers to the code that was asked for. */
  addon: Pick<
    Addon,
    'status' | 'charge' | 'selfService' | 'price' | 'availableForPlans' | 'isStackable' | 'maxQuantity'
  > | null
  /** The plan held when it would start, or null where a family has no plan for who has not bought one. */
  planCode: string | null
  /** When what is bought would be held. */
  window: Period
  /** The terms of this add-on that are held or bought already, whatever paid for them. */
  heldTerms: readonly HeldTerm[]
  /** How many stand in purchases that are still open in this window. */
  pending: number
}

/**
 * Whether `quantity` more of an add-on may be bought: the refusals of S0.6, word for word and in the seed's order.
 * Everything held at any instant of the window and everything pending counts against the maximum (invariant 6).
 * Throws a RangeError for a quantity that is no positive whole number: the edge refuses those before.
 */
export function checkEligibility(input: EligibilityInput & { quantity: number }): Eligibility {
  const { addon, planCode, quantity } = input
  if (!Number.isSafeInteger(quantity) || quantity < 1) throw new RangeError(`${quantity} is not a quantity`)
  if (addon === null) return refuse('addon_not_found', 'Add-on not found')
  if (!isOnSale(addon)) {
    return refuse('addon_not_available', 'Add-on is not available')
  }
  if (planCode === null || !addon.availableForPlans.includes(planCode)) {
    const on = planCode === null ? 'without a plan' : `for ${planCode} plan`
    return refuse('addon_not_available_for_plan', `Add-on not available ${on}`)
  }
  const taken = quantityTaken(input)
  if (!addon.isStackable && taken > 0) {
    return refuse('addon_not_stackable', 'This add-on cannot be purchased multiple times')
  }
  if (taken + quantity > addon.maxQuantity) {
    return refuse('max_quantity_exceeded', `Maximum quantity is ${addon.maxQuantity}`)
  }
  return { allowed: true }
}

/** Whether customers can buy it at all: published, held for a time, with a price, and not for staff alone to grant. */
export function isOnSale(addon: Pick<Addon, 'status' | 'charge' | 'selfService' | 'price'>): boolean {
  const { status, charge, selfService, price } = addon
  return status === 'published' && charge !== 'one_time' && selfService && price !== null
}

/** The largest quantity that `checkEligibility` allows now; 0 when it allows none. */
export function maxMore(input: EligibilityInput): number {
  if (!checkEligibility({ ...input, quantity: 1 }).allowed || input.addon === null) return 0
  return input.addon.maxQuantity - quantityTaken(input)
}

function quantityTaken(input: Pick<EligibilityInput, 'heldTerms' | 'window' | 'pending'>): number {
  return peakQuantity(input.heldTerms, input.window) + input.pending
}

function refuse(code: RefusalCode, reason: string): Refusal {
  return { allowed: false, code, reason }
}
