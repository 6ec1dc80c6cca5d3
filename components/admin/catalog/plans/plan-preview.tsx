import { grantsOf } from '#components/admin/catalog/form-values.ts'
import { parseAmount } from '#components/admin/purchases/parse-amount.ts'
import { PricedPlanCard } from '#components/pricing/priced-plan-card.tsx'
import type { PlanDetail } from '#lib/admin/catalog-plan-schemas.ts'
import type { PlanForm } from './plan-form-state.ts'

/** The card as a visitor meets it on the page of prices. Nothing in it can be clicked. */
export function PlanPreview({ plan, form }: { plan: PlanDetail; form: PlanForm }) {
  const { code, currency, intervalMonths, includes } = plan
  const amountMinor = parseAmount(form.price, currency)
  if (amountMinor === null && !plan.isDefault) {
    return (
      <p className="rounded-lg border border-line border-dashed px-4 py-8 text-center text-ink-muted">
        With a price its card is shown here.
      </p>
    )
  }
  const granted = grantsOf(form.grants)
  const features = plan.features.flatMap(({ code: feature, name, unit, window, kind }) => {
    const grant = granted.find((found) => found.feature === feature)
    const value = kind === 'flag' ? (true as const) : grant?.value
    return grant && value !== undefined ? [{ name, unit, window, value }] : []
  })
  return (
    <div inert>
      <PricedPlanCard
        current={null}
        isVisitor
        plan={{
          ...{ code, features, includes },
          name: form.name || 'Without a name',
          description: form.description,
          price: { amountMinor: amountMinor ?? 0, currency, intervalMonths },
        }}
      />
    </div>
  )
}
