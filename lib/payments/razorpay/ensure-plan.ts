import type Razorpay from 'razorpay'
import { call } from './call.ts'
import { listAll } from './list-all.ts'
import { planObject } from './objects.ts'

export type PlanPrice = {
  description: string
  unitAmountMinor: bigint
  currency: string
  intervalMonths: number
}

/** Where a plan of ours says which price it is. */
const NOTE = 'tackon_price'

/**
 * Razorpay's plan for a price: the oldest one that carries its mark, or a new one. Plans cannot be changed, so that one
 * once found is remembered for good.
 */
export function createPlanFinder(razorpay: Razorpay): (price: PlanPrice) => Promise<string> {
  const known = new Map<string, Promise<string>>()
  return (price) => {
    const mark = markOf(price)
    const found = known.get(mark) ?? findOrCreate(razorpay, price, mark)
    known.set(mark, found)
    found.catch(() => known.delete(mark))
    return found
  }
}

async function findOrCreate(razorpay: Razorpay, price: PlanPrice, mark: string): Promise<string> {
  const plans = await listAll({ item: planObject, fetch: (page) => razorpay.plans.all(page) })
  const mine = plans.findLast((plan) => plan.notes[NOTE] === mark && isFor(plan, price))
  if (mine) return mine.id
  const { unitAmountMinor, currency, intervalMonths, description } = price
  const made = await call(() =>
    razorpay.plans.create({
      period: 'monthly',
      interval: intervalMonths,
      item: { name: description.slice(0, 250), amount: Number(unitAmountMinor), currency },
      notes: { [NOTE]: mark },
    }),
  )
  return planObject.parse(made).id
}

function markOf({ unitAmountMinor, currency, intervalMonths, description }: PlanPrice): string {
  return `${currency} ${unitAmountMinor} ${intervalMonths}m ${description}`.slice(0, 250)
}

/** Anybody with the keys can make a plan with our mark; the money is what counts. */
function isFor(
  plan: { period: string; interval: number; item: { amount: bigint; currency: string } },
  price: PlanPrice,
) {
  return (
    plan.period === 'monthly' &&
    plan.interval === price.intervalMonths &&
    plan.item.amount === price.unitAmountMinor &&
    plan.item.currency === price.currency
  )
}
