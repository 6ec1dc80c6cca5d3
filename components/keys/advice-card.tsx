'use client'

import { Lightbulb } from 'lucide-react'
import type { ReactNode } from 'react'
import { minorOfMajor } from '#components/billing/minor-of-major.ts'
import { usePurchaseFlow } from '#components/billing/purchase/purchase-flow.tsx'
import type { Wish } from '#components/billing/purchase/purchase-flow-state.ts'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Money } from '#components/ui/money.tsx'
import type { KeyAnalytics } from '#lib/keys/statistics-schemas.ts'
import { useKeyAnalytics } from './key-queries.ts'
import { requests } from './today-words.tsx'

/** S2.11 what would serve the key best, with its sums, and the button that does it. */
export function AdviceCard({ apiKeyId }: { apiKeyId: string }) {
  const { data } = useKeyAnalytics(apiKeyId)
  const flow = usePurchaseFlow()
  const wish = data && wishOf(apiKeyId, data.optimization)
  if (!data || !wish) return null
  const { recommendedOptimization, optimization, currency } = data
  const { neededPerDay, currentMonthly, proposedMonthly, monthlySavings } = optimization
  const money = (amount: number) => (
    <Money amountMinor={minorOfMajor({ amount, currency })} currency={currency} decimals="always" />
  )
  return (
    <Card className="gap-4 border-accent-line p-5 md:flex-row md:items-center md:gap-6">
      <div className="flex min-w-0 flex-1 gap-3">
        <Lightbulb aria-hidden className="mt-0.5 size-4 shrink-0 text-accent-ink" />
        <div>
          <h2 className="font-medium">{recommendedOptimization.replace(/ \([^)]*\)$/, '')}</h2>
          <p className="mt-0.5 text-ink-muted">
            Worked out for the busiest of the last 30 days, at today’s prices.
          </p>
        </div>
      </div>
      <dl className="flex flex-wrap gap-x-6 gap-y-2">
        <Sum name="Needed a day">{requests(neededPerDay)}</Sum>
        <Sum name="A month now">{money(currentMonthly)}</Sum>
        <Sum name="Then">{money(proposedMonthly)}</Sum>
        {monthlySavings > 0 && <Sum name="Saves">{money(monthlySavings)}</Sum>}
      </dl>
      <Button className="max-md:self-start" onClick={() => flow.buy(wish)}>
        {optimization.action === 'buy' ? 'Buy it' : 'Upgrade'}
      </Button>
    </Card>
  )
}

function Sum({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-ink-muted">{name}</dt>
      <dd className="numeric font-medium">{children}</dd>
    </div>
  )
}

/** What the button buys; null: nothing is to be changed. */
function wishOf(apiKeyId: string, advice: KeyAnalytics['optimization']): Wish | null {
  const { action, tier, packages } = advice
  const [first, ...others] = packages
  const addons = Object.fromEntries(packages.map(({ code, quantity }) => [code, quantity]))
  switch (action) {
    case 'stay':
      return null
    case 'buy':
      if (first?.quantity === 1 && others.length === 0) return { action: 'pack', apiKeyId, code: first.code }
      return { action: 'plan', plan: null, addons }
    case 'upgrade':
      return { action: 'plan', plan: tier, addons }
    default:
      return action satisfies never
  }
}
