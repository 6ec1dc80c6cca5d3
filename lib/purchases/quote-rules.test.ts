import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isBefore, latest } from '#lib/calendar/instants.ts'
import { buildAddon, buildCatalog, buildPlan } from '#lib/catalog/testing/build-catalog.ts'
import type { Standing } from '#lib/entitlements/load-standing.ts'
import type { HeldLine, LineTerm, PendingQuantity } from '#lib/subscriptions/holdings.ts'
import { peakQuantity, quantityAt } from '#lib/subscriptions/term-rules.ts'
import type { Change } from './change-rules.ts'
import { heldPeriod } from './fulfilment-rules.ts'
import { findRefusal, type QuotedLine, quoteChanges } from './quote-rules.ts'

const zone = 'Asia/Kolkata'
const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant()
const today = at('2026-12-10T09:00')
const addon = buildAddon({ maxQuantity: 5 })
const queue = buildAddon({
  code: 'queue',
  isStackable: false,
  maxQuantity: 1,
  availableForPlans: ['free', 'pro'],
})
const catalog = buildCatalog({
  plans: [buildPlan({ code: 'free', isDefault: true }), buildPlan({ code: 'pro', rank: 1 })],
  addons: [addon, queue],
})

function term(quantity: number, startsAt: Temporal.Instant, endsAt: Temporal.Instant): LineTerm {
  return {
    id: `${startsAt}-${endsAt}-${quantity}`,
    quantity,
    startsAt,
    endsAt,
    withdrawnAt: null,
    unitAmountMinor: 100_00n,
    currency: 'INR',
    source: 'paid',
    periodStartsAt: startsAt,
    purchaseId: null,
    boughtBy: null,
  }
}

function line(code: string, terms: LineTerm[]): HeldLine {
  const [first, ...rest] = terms.flatMap((held) => held.endsAt ?? [])
  return {
    id: code,
    planCode: null,
    addonCode: code,
    autoRenew: false,
    cancelAtPeriodEnd: false,
    nextQuantity: null,
    canceledAt: null,
    startedAt: terms[0]?.startsAt ?? today,
    endsAt: first ? latest(first, ...rest) : null,
    lastPaymentAt: null,
    createdAt: today,
    updatedAt: today,
    terms,
  }
}

function standing(holdings: { terms?: LineTerm[]; pending?: PendingQuantity[]; plan?: string }): Standing {
  const plan: HeldLine = {
    ...line('', [{ ...term(1, at('2026-01-01T00:00'), today), endsAt: null }]),
    planCode: holdings.plan ?? 'pro',
    addonCode: null,
  }
  const lines = holdings.terms ? [plan, line('storage', holdings.terms)] : [plan]
  return { catalog, holdings: { subscription: null, lines, agreements: [], pending: holdings.pending ?? [] } }
}

function pending(over: Partial<PendingQuantity> = {}): PendingQuantity {
  return {
    purchaseId: 'open',
    userId: 'other',
    planCode: null,
    addonCode: 'storage',
    action: 'add',
    quantity: 1,
    startsAt: today,
    endsAt: at('2027-01-10T00:00'),
    ...over,
  }
}

const add = (quantity: number, code = 'storage'): Change => ({ action: 'add', code, quantity })
const renew: Change = { action: 'renew', code: 'storage' }
const quote = (holdings: Parameters<typeof standing>[0], changes: Change[], moment = today) =>
  quoteChanges({ standing: standing(holdings), at: moment, changes, userId: 'me' })
const reasons = (holdings: Parameters<typeof standing>[0], changes: Change[]) =>
  quote(holdings, changes).violations.map((violation) => violation.reason)

describe('a quote', () => {
  test('S0.6 prices what is asked for and says it in words', () => {
    expect(quote({}, [add(2)])).toMatchObject({
      lines: [{ action: 'add', quantity: 2, amountMinor: 200_00n, description: '2 × storage' }],
      violations: [],
    })
  })

  test('D4 names the days that part of a period is charged for', () => {
    const held = [term(1, at('2026-12-01T00:00'), at('2027-01-01T00:00'))]
    const [more] = quote({ terms: held }, [add(1)]).lines
    expect(more).toMatchObject({ description: '1 × storage, 22 of 31 days', amountMinor: 70_97n })
  })

  test('S0.6 carries the refusals of every line', () => {
    expect(reasons({}, [add(6), add(2, 'queue')])).toEqual(['Maximum quantity is 5', 'Maximum quantity is 1'])
    expect(reasons({ plan: 'free' }, [add(1)])).toEqual(['Add-on not available for free plan'])
  })

  test('invariant 6: what others have open counts, what the buyer left open does not', () => {
    expect(reasons({ pending: [pending({ quantity: 4 })] }, [add(2)])).toEqual(['Maximum quantity is 5'])
    expect(reasons({ pending: [pending({ quantity: 4, userId: 'me' })] }, [add(5)])).toEqual([])
  })

  test.each([
    ['an unknown add-on', [add(1, 'nothing')], 'addon_not_found'],
    ['an add-on twice', [add(1), add(2)], 'addon_listed_twice'],
    ['renewing what is not held', [renew], 'nothing_to_renew'],
  ])('%s is refused', (_what, changes, code) => {
    expect(() => quote({}, changes)).toThrow(expect.objectContaining({ code }))
  })
})

describe('S0.10 a renewal', () => {
  const end = at('2027-01-10T00:00')
  const held = [term(2, at('2026-12-10T00:00'), end), term(1, at('2026-12-20T12:00'), end)]
  const near = at('2027-01-08T10:00')

  test('carries on what runs, in full, from where it ends', () => {
    expect(quote({ terms: held }, [renew], near).lines[0]).toMatchObject({
      quantity: 3,
      amountMinor: 300_00n,
      startsAt: end,
      endsAt: at('2027-02-10T00:00'),
    })
  })

  test('after the end takes up what was held last, from today', () => {
    expect(quote({ terms: held }, [renew], at('2027-03-01T10:00')).lines[0]).toMatchObject({
      quantity: 3,
      periodStartsAt: at('2027-03-01T00:00'),
      endsAt: at('2027-04-01T00:00'),
    })
  })

  test('is refused when the next period is paid', () => {
    const renewed = [...held, term(3, end, at('2027-02-10T00:00'))]
    expect(() => quote({ terms: renewed }, [renew], near)).toThrow(
      expect.objectContaining({ code: 'already_renewed' }),
    )
  })

  test('is refused while somebody else renews it, and when an older one is paid after all', () => {
    const [wanted] = quote({ terms: held }, [renew], near).lines
    if (!wanted) throw new Error('nothing is quoted')
    const ask = (holdings: Parameters<typeof standing>[0]) =>
      findRefusal({ standing: standing(holdings), at: near, line: wanted, window: wanted, userId: 'me' })
        ?.code
    const open = pending({ action: 'renew', quantity: 3, startsAt: end, endsAt: at('2027-02-10T00:00') })
    expect(ask({ terms: held, pending: [open] })).toBe('renewal_under_way')
    expect(ask({ terms: held, pending: [{ ...open, userId: 'me' }] })).toBeUndefined()
    expect(ask({ terms: held, pending: [pending({ quantity: 1 })] })).toBeUndefined()
    expect(ask({ terms: [...held, term(1, end, at('2027-02-10T00:00'))] })).toBe('already_renewed')
  })
})

type Order = { userId: string; line: QuotedLine; reservedUntil: Temporal.Instant }
type Step = { minutes: number; user: string; does: 'add' | 'renew' | 'pay' | 'drop'; quantity: number }

const HOUR = 60
const step: fc.Arbitrary<Step> = fc.record({
  minutes: fc.constantFrom(0, 0, 20, HOUR, 24 * HOUR, 9 * 24 * HOUR, 20 * 24 * HOUR),
  user: fc.constantFrom('ann', 'ben', 'cem'),
  does: fc.constantFrom('add', 'add', 'renew', 'pay', 'pay', 'drop'),
  quantity: fc.integer({ min: 1, max: 4 }),
})

/** A team that shops, without a database: what the operations do with the rules, one step at a time. */
function openTeam() {
  const terms: LineTerm[] = []
  const renewals: LineTerm[] = []
  let orders: Order[] = []
  const isOpen = (order: Order, moment: Temporal.Instant) => isBefore(moment, order.reservedUntil)

  function situation(moment: Temporal.Instant, without?: Order): Standing {
    const open = orders.filter((order) => order !== without && isOpen(order, moment))
    const reserved = open.map(({ userId, line: { action, quantity, startsAt, endsAt } }) =>
      pending({ userId, action, quantity, startsAt, endsAt }),
    )
    return standing({ ...(terms.length > 0 ? { terms } : {}), pending: reserved })
  }

  function drop(user: string, moment: Temporal.Instant) {
    orders = orders.map((order) => (order.userId === user ? { ...order, reservedUntil: moment } : order))
  }

  function order(change: Change, user: string, moment: Temporal.Instant) {
    const wanted = quoted({ standing: situation(moment), at: moment, changes: [change], userId: user })
    if (!wanted) return
    drop(user, moment)
    orders.push({ userId: user, line: wanted, reservedUntil: moment.add({ minutes: 30 }) })
  }

  /** Answers whether a renewal was sold for a period that another one covers. */
  function pay(user: string, moment: Temporal.Instant): boolean {
    const paid = orders.find((candidate) => candidate.userId === user)
    if (!paid) return false
    orders = orders.filter((candidate) => candidate !== paid)
    const period = heldPeriod({
      line: paid.line,
      intervalMonths: 1,
      billed: null,
      at: moment,
      timeZone: zone,
    })
    if (period === null) return false
    const late = { line: paid.line, standing: situation(moment), at: moment, window: period }
    if (!isOpen(paid, moment) && findRefusal(late) !== null) return false
    const held = { ...term(paid.line.quantity, period.startsAt, period.endsAt), ...period }
    const isRenewal = paid.line.action === 'renew'
    const doubled = isRenewal && quantityAt(renewals, period.startsAt) > 0
    terms.push(held)
    if (isRenewal) renewals.push(held)
    return doubled
  }

  return { terms, drop, order, pay }
}

test('property: invariant 6: whoever asks, pays, pays late or lets go, the maximum is never passed, and no renewal doubles', () => {
  const ever = { start: today, end: today.add({ hours: 24 * 4000 }) }
  fc.assert(
    fc.property(fc.array(step, { minLength: 4, maxLength: 30 }), (steps) => {
      const team = openTeam()
      let moment = today
      for (const { minutes, user, does, quantity } of steps) {
        moment = moment.add({ minutes })
        if (does === 'add') team.order(add(quantity), user, moment)
        if (does === 'renew') team.order(renew, user, moment)
        if (does === 'drop') team.drop(user, moment)
        if (does === 'pay') expect(team.pay(user, moment)).toBe(false)
        expect(peakQuantity(team.terms, ever)).toBeLessThanOrEqual(addon.maxQuantity)
      }
    }),
    { numRuns: 1000 },
  )
})

function quoted(asked: Parameters<typeof quoteChanges>[0]): QuotedLine | null {
  try {
    const { lines, violations } = quoteChanges(asked)
    return violations.length === 0 ? (lines[0] ?? null) : null
  } catch {
    return null
  }
}
