import { isObject } from '../../http/read-body.ts'
import { newId } from '../../store/new-id.ts'
import { type RazorpayContext, unixSeconds } from '../razorpay-context.ts'
import { invalidField } from '../razorpay-error.ts'
import { type Input, readCurrency, readInteger, readNotes, readOrderAmount, readText } from '../read-input.ts'
import { type PlanEntity, planPeriods } from './subscription-entities.ts'

export const planFields = ['period', 'interval', 'item', 'notes'] as const

export function createPlan(
  context: RazorpayContext,
  { input, now }: { readonly input: Input; readonly now: Temporal.Instant },
): PlanEntity {
  const { period, item } = input
  const known = planPeriods.find((name) => name === period)
  if (!known) throw invalidField('period', 'The selected period is invalid.')
  const interval = readInteger(input, 'interval')
  const least = known === 'daily' ? 7 : 1
  if (interval < least) throw invalidField('interval', `The interval must be at least ${least}.`)
  if (!isObject(item)) throw invalidField('item', 'The item field is required.')
  const name = readText(item, 'name', 512)
  if (!name) throw invalidField('name', 'The name field is required.')
  const currency = readCurrency(item)
  const amount = readOrderAmount(item, currency)
  const created_at = unixSeconds(now)
  const plan: PlanEntity = {
    id: newId('plan_'),
    entity: 'plan',
    interval,
    period: known,
    item: {
      id: newId('item_'),
      active: true,
      name,
      description: readText(item, 'description', 2048),
      amount,
      unit_amount: amount,
      currency,
      type: 'plan',
      unit: null,
      tax_inclusive: false,
      hsn_code: null,
      sac_code: null,
      tax_rate: null,
      tax_id: null,
      tax_group_id: null,
      created_at,
      updated_at: created_at,
    },
    notes: readNotes(input),
    created_at,
  }
  context.plans.insert(plan, { created_at })
  return plan
}
