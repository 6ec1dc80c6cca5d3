import { Check } from 'lucide-react'
import Link from 'next/link'
import { formatAmount } from '#components/billing/format-amount.ts'
import { perInterval } from '#components/billing/interval-words.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { cn } from '#components/ui/cn.ts'
import { Money } from '#components/ui/money.tsx'
import type { PriceList } from '#lib/catalog/schemas.ts'
import { signInTo } from './sign-in-to.ts'

type Plan = PriceList['plans'][number]
type PricedPlanCardProps = {
  plan: Plan
  /** The viewer's own plan; null for who is no customer of the family. */
  current: string | null
  isVisitor: boolean
}

/** A plan: what it costs, and what it gives. */
export function PricedPlanCard({ plan, current, isVisitor }: PricedPlanCardProps) {
  const { name, description, price } = plan
  const isCurrent = plan.code === current
  const path = `/billing?plan=${encodeURIComponent(plan.code)}`
  return (
    <Card className={cn('h-full gap-5 p-5', isCurrent && 'border-accent')}>
      <div>
        <div className="flex min-h-6 items-center justify-between gap-2">
          <p className="font-semibold text-base">{name}</p>
          {isCurrent && <Badge tone="accent">Your plan</Badge>}
        </div>
        <p className="mt-1 min-h-10 text-ink-muted">{description}</p>
      </div>
      <p>
        <Money amountMinor={price.amountMinor} currency={price.currency} className="text-2xl font-semibold" />
        <span className="text-ink-muted">{perInterval(price.intervalMonths)}</span>
      </p>
      <dl className="flex flex-col gap-2">
        {plan.features.map((feature) => (
          <div key={feature.name} className="flex flex-wrap gap-x-3">
            <dt className="text-ink-muted">{feature.name}</dt>
            <dd className="numeric ml-auto font-medium">{amountOf(feature)}</dd>
          </div>
        ))}
      </dl>
      {plan.includes.length > 0 && (
        <ul className="flex flex-col gap-2 border-t border-line pt-4">
          {plan.includes.map((addon) => (
            <li key={addon} className="flex gap-2.5">
              <Check aria-hidden className="mt-0.5 size-4 shrink-0 text-success-ink" />
              {addon}
            </li>
          ))}
        </ul>
      )}
      {isVisitor && (
        <Button variant="secondary" asChild className="mt-auto w-full">
          <a href={signInTo(path)}>{price.amountMinor > 0 ? `Choose ${name}` : 'Start for free'}</a>
        </Button>
      )}
      {current !== null && !isCurrent && price.amountMinor > 0 && (
        <Button variant="secondary" asChild className="mt-auto w-full">
          <Link href={path}>Switch to {name}</Link>
        </Button>
      )}
    </Card>
  )
}

/** "20", "10 GB", "3 a day": a unit that the name says already is left out. */
function amountOf({ name, unit, window, value }: Plan['features'][number]): string {
  if (value === true) return 'Yes'
  const isNamed = name.toLowerCase().endsWith(unit.toLowerCase())
  const amount = formatAmount({ amount: value, unit: isNamed ? '' : unit })
  return window === 'none' || value === null ? amount : `${amount} a ${window}`
}
