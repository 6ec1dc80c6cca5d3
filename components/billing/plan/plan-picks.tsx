import { useBillingScope } from '#components/billing/billing-scope.tsx'
import { perInterval } from '#components/billing/interval-words.ts'
import { Money } from '#components/ui/money.tsx'
import { RadioCard } from '#components/ui/radio-card.tsx'
import type { PlanChoice } from '#lib/subscriptions/schemas.ts'

type PlanPicksProps = {
  plans: readonly PlanChoice[]
  /** Null: the one that is held stays. */
  picked: string | null
  disabled: boolean
  onPick: (code: string | null) => void
}

/** The plans, lowest first, the one that is held among them. */
export function PlanPicks({ plans, picked, disabled, onPick }: PlanPicksProps) {
  const word = useBillingScope() === null ? 'plan' : 'tier'
  const scheduled = plans.some(({ standing }) => standing === 'next')
  return (
    <fieldset className="flex flex-col gap-2" disabled={disabled}>
      <legend className="mb-2 font-medium capitalize">{word}</legend>
      {plans.map((plan) => {
        const isCurrent = plan.standing === 'current'
        // Keeping the plan is choosing nothing, unless another one is scheduled: then it undoes that.
        const value = isCurrent && !scheduled ? null : plan.code
        return (
          <RadioCard
            key={plan.code}
            name="plan"
            title={plan.name}
            checked={picked === value}
            onSelect={() => onPick(value)}
          >
            <span className="numeric">
              {plan.priceMinor === null || plan.priceMinor === '0' ? (
                'Free'
              ) : (
                <>
                  <Money amountMinor={BigInt(plan.priceMinor)} currency={plan.currency} />
                  {perInterval(plan.intervalMonths)}
                </>
              )}
            </span>
            {isCurrent && ` · your ${word}`}
            {plan.standing === 'next' && ' · from the next period on'}
            {plan.description && ` · ${plan.description}`}
          </RadioCard>
        )
      })}
    </fieldset>
  )
}
