'use client'

import { ProblemError } from '#components/api/problem-error.ts'
import { useApiQuery } from '#components/api/use-api-query.ts'
import { billingKeys } from '#components/billing/billing-keys.ts'
import { Callout } from '#components/ui/callout.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { Section } from '#components/ui/section.tsx'
import { Skeleton, SkeletonRegion } from '#components/ui/skeleton.tsx'
import { billingDetailsResponse } from '#lib/tax/schemas.ts'
import { DetailsForm } from './details-form.tsx'

/** What the customer's invoices say about it. Only its owner sees and changes it. */
export function BillingDetails() {
  const { data, isPending, error, refetch, isFetching } = useApiQuery({
    key: billingKeys.details,
    path: '/api/billing/details',
    schema: billingDetailsResponse,
  })
  const notOwner = error instanceof ProblemError && error.code === 'owner_only'
  return (
    <Section title="Billing details" lead="What your invoices say about you, and which taxes they carry.">
      {isPending && (
        <SkeletonRegion label="Loading your billing details">
          <Skeleton className="h-96 max-w-2xl rounded-lg" />
        </SkeletonRegion>
      )}
      {notOwner && <Callout>{error.message}</Callout>}
      {error && !notOwner && !data && (
        <ErrorState
          title="Your billing details could not be loaded"
          onRetry={() => refetch()}
          retrying={isFetching}
        >
          {error.message}
        </ErrorState>
      )}
      {data && <DetailsForm known={data} />}
    </Section>
  )
}
