import type { UserAddonResponse } from '#lib/subscriptions/schemas.ts'

/** Where a held add-on is heading. Instants are UTC, ISO 8601. */
type AddonCourse =
  | { kind: 'endless' }
  | { kind: 'canceled'; at: string }
  /** A charge failed; kept at least until then, where that is known. */
  | { kind: 'trouble'; keptUntil: string | null }
  /** So many of those held go on then: what renews it covers no more. */
  | { kind: 'partly'; renewed: number; at: string }
  /** Fewer were asked for from then on. */
  | { kind: 'fewer'; quantity: number; at: string }
  | { kind: 'renews'; at: string }
  | { kind: 'paid'; at: string }

type Held = Pick<
  UserAddonResponse,
  | 'ends_at'
  | 'current_period_end'
  | 'cancel_at_period_end'
  | 'auto_renew'
  | 'next_quantity'
  | 'next_billing_date'
  | 'quantity'
  | 'mandate'
>

export function addonCourse(addon: Held): AddonCourse {
  const { mandate, auto_renew: renews, next_quantity: next } = addon
  const end = addon.ends_at ?? addon.current_period_end
  if (!end) return { kind: 'endless' }
  if (addon.cancel_at_period_end) return { kind: 'canceled', at: end }
  if (isInTrouble(addon)) return { kind: 'trouble', keptUntil: mandate?.kept_until ?? null }
  if (!renews) return { kind: 'paid', at: end }
  const at = addon.next_billing_date ?? end
  if (isPartlyCovered(addon)) return { kind: 'partly', renewed: mandate?.quantity ?? next ?? 0, at }
  if (next !== null) return { kind: 'fewer', quantity: next, at }
  return { kind: 'renews', at }
}

/** A charge by automatic renewal failed and waits to be paid, tried again or not. */
export function isInTrouble({ mandate }: Pick<Held, 'mandate'>): boolean {
  return mandate?.status === 'past_due' || mandate?.status === 'halted'
}

/** What the payer approved is for fewer than are held by now. */
export function isPartlyCovered({ mandate, quantity }: Pick<Held, 'mandate' | 'quantity'>): boolean {
  return mandate?.quantity != null && mandate.quantity < quantity
}

/** It is on the provider's one bill, with the plan and everything else; nothing about it is approved by itself. */
export function isBilledWithPlan({ auto_renew, mandate }: Pick<Held, 'auto_renew' | 'mandate'>): boolean {
  return auto_renew && mandate === null
}
