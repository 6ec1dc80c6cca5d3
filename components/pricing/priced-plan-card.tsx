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
      <ul className="flex flex-col gap-2">
        {wordsOf(plan).map((words) => (
          <li key={words} className="flex gap-2.5">
            <Check aria-hidden className="mt-0.5 size-4 shrink-0 text-success-ink" />
            <span className="numeric">{words}</span>
          </li>
        ))}
      </ul>
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

function wordsOf({ features, includes }: Plan): string[] {
  const amounts = features.map(({ name, unit, value }) => {
    if (value === true) return name
    const amount = formatAmount({ amount: value, unit })
    return unit !== '' && name.toLowerCase().endsWith(unit) ? amountOf(name, value) : `${name}: ${amount}`
  })
  return [...amounts, ...includes.map((name) => `${name} included`)]
}

/** "20 AI systems", where the unit is already in the name. */
function amountOf(name: string, value: number | null): string {
  return `${formatAmount({ amount: value, unit: '' })} ${name.startsWith('AI') ? name : name.toLowerCase()}`
}
