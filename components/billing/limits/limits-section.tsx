'use client'

import { useUsage } from '#components/billing/use-usage.ts'
import { ErrorState } from '#components/ui/error-state.tsx'
import { Section } from '#components/ui/section.tsx'
import { Skeleton, SkeletonRegion } from '#components/ui/skeleton.tsx'
import { FeatureList } from './feature-list.tsx'
import { LimitCard } from './limit-card.tsx'

const grid = 'grid gap-4 md:grid-cols-2 lg:grid-cols-3'

export function LimitsSection({ timeZone }: { timeZone: string }) {
  const { data, isPending, isError, error, refetch, isFetching } = useUsage()
  return (
    <Section title="Your limits" lead="Your plan and your add-ons together.">
      {isPending && (
        <SkeletonRegion label="Loading your limits" className={grid}>
          {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
            <Skeleton key={key} className="h-47 rounded-lg" />
          ))}
        </SkeletonRegion>
      )}
      {isError && !data && (
        <ErrorState title="Your limits could not be loaded" onRetry={() => refetch()} retrying={isFetching}>
          {error.message}
        </ErrorState>
      )}
      {data && (
        <>
          <div className={grid}>
            {data.meters.map((meter) => (
              <LimitCard key={meter.feature} meter={meter} plan={data.plan} timeZone={timeZone} />
            ))}
          </div>
          <FeatureList features={data.features} plan={data.plan} />
        </>
      )}
    </Section>
  )
}
