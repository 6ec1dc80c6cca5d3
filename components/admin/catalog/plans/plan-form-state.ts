import { differing, grantsOf, grantTexts } from '#components/admin/catalog/form-values.ts'
import { parseAmount } from '#components/admin/purchases/parse-amount.ts'
import type { PlanDetail } from '#lib/admin/catalog-plan-schemas.ts'
import { toDecimalString } from '#lib/money/currency.ts'

/** What stands in the form, as it was typed. */
export type PlanForm = {
  name: string
  description: string
  price: string
  after: string
  grants: Record<string, string>
}

export function formOf(plan: PlanDetail): PlanForm {
  const { name, description, priceMinor, currency, features, grants } = plan
  const price = priceMinor === null ? '' : toDecimalString(BigInt(priceMinor), currency)
  return { name, description, price, after: plan.after ?? '', grants: grantTexts(features, grants) }
}

/** What differs from what is stored. */
export function changeOf(plan: PlanDetail, form: PlanForm) {
  return differing(valuesOf(plan, form), valuesOf(plan, formOf(plan)))
}

function valuesOf({ currency }: PlanDetail, { name, description, price, after, grants }: PlanForm) {
  return { name, description, priceMinor: parseAmount(price, currency), after, grants: grantsOf(grants) }
}
