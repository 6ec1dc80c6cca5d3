import { Check, Minus } from 'lucide-react'
import { Card } from '#components/ui/card.tsx'
import type { UsageOverview } from '#lib/metering/schemas.ts'
import { sourceLabel } from './limit-parts.ts'

type Sources = UsageOverview['features'][number]['sources']

/** What comes with the plan needs no other name than the plan's: the feature itself is named above it. */
const featureSource = (source: Sources[number], plan: UsageOverview['plan']): string =>
  source.kind === 'plan' && plan ? `With the ${plan.name} plan` : sourceLabel(source, plan)

/** What is either held or not, and through what. */
export function FeatureList({ features, plan }: Pick<UsageOverview, 'features' | 'plan'>) {
  if (features.length === 0) return null
  return (
    <Card>
      <ul className="grid divide-y divide-line sm:grid-cols-3 sm:divide-x sm:divide-y-0">
        {features.map(({ feature, name, held, sources }) => (
          <li key={feature} className="flex gap-3 px-5 py-4">
            {held ? (
              <Check aria-hidden className="mt-0.5 size-4 shrink-0 text-success-ink" />
            ) : (
              <Minus aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-faint" />
            )}
            <div className="min-w-0">
              <p className={held ? 'font-medium' : 'text-ink-muted'}>{name}</p>
              <p className="truncate text-ink-muted">
                {held ? sources.map((source) => featureSource(source, plan)).join(', ') : 'Not included'}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}
