import type { HeldLine, Holdings } from '../holdings.ts'

const start = Temporal.Instant.from('2026-11-01T00:00:00Z')

/** What somebody holds who was given a plan and add-ons, each by its code, until an instant or for good. */
export function buildHoldings(held: {
  plan?: string
  addons?: Record<string, number>
  until?: Temporal.Instant | null
}): Holdings {
  const { plan, addons = {}, until = null } = held
  const line = (item: Pick<HeldLine, 'planCode' | 'addonCode'>, quantity: number): HeldLine => ({
    id: `line-${item.planCode ?? item.addonCode}`,
    ...item,
    autoRenew: false,
    cancelAtPeriodEnd: false,
    nextQuantity: null,
    canceledAt: null,
    startedAt: start,
    endsAt: until,
    lastPaymentAt: null,
    createdAt: start,
    updatedAt: start,
    terms: [
      {
        id: `term-${item.planCode ?? item.addonCode}`,
        quantity,
        startsAt: start,
        endsAt: until,
        withdrawnAt: null,
        unitAmountMinor: 0n,
        currency: 'EUR',
        source: 'comp',
        periodStartsAt: null,
        purchaseId: null,
        boughtBy: null,
      },
    ],
  })
  return {
    subscription: null,
    agreements: [],
    pending: [],
    lines: [
      ...(plan ? [line({ planCode: plan, addonCode: null }, 1)] : []),
      ...Object.entries(addons).map(([code, quantity]) =>
        line({ planCode: null, addonCode: code }, quantity),
      ),
    ],
  }
}
