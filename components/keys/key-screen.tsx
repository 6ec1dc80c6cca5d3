'use client'

import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { ProblemError } from '#components/api/problem-error.ts'
import { KeyScope } from '#components/billing/billing-scope.tsx'
import { BuyFromLink } from '#components/billing/purchase/buy-from-link.tsx'
import { OpenPurchases } from '#components/billing/purchase/open-purchases.tsx'
import { PurchaseFlow } from '#components/billing/purchase/purchase-flow.tsx'
import { ReturnFromCheckout } from '#components/billing/purchase/return-from-checkout.tsx'
import { useTimeZone } from '#components/billing/use-overview.ts'
import { ErrorState } from '#components/ui/error-state.tsx'
import { Skeleton, SkeletonRegion } from '#components/ui/skeleton.tsx'
import type { ApiKeyView } from '#lib/keys/schemas.ts'
import { AdviceCard } from './advice-card.tsx'
import { KeyHead } from './key-head.tsx'
import { useKey } from './key-queries.ts'
import { PacksSection } from './packs/packs-section.tsx'
import { SecretsSection } from './secrets-section.tsx'
import { TierCard } from './tier-card.tsx'
import { TodayCard } from './today-card.tsx'
import { UsageChart } from './usage-chart.tsx'

/** S2.12 one key: its day, its month, what it holds, and what there is to do about it. */
export function KeyScreen({ id, family }: { id: string; family: string }) {
  const { data: key, isError, error, refetch, isFetching } = useKey(id)
  if (key) {
    return (
      <KeyScope family={family} apiKeyId={id}>
        <KeyFlow>
          <Key apiKey={key} />
        </KeyFlow>
      </KeyScope>
    )
  }
  return (
    <div className="flex flex-col gap-6">
      <BackToKeys />
      {isError && isGone(error) && (
        <ErrorState title="There is no such key">
          It was revoked, or it belongs to another account.
        </ErrorState>
      )}
      {isError && !isGone(error) && (
        <ErrorState title="The key could not be loaded" onRetry={() => refetch()} retrying={isFetching}>
          {error.message}
        </ErrorState>
      )}
      {!isError && (
        <SkeletonRegion label="Loading the key" className="flex flex-col gap-6">
          <Skeleton className="h-16 w-72 max-w-full" />
          <div className="grid gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
            <Skeleton className="h-52 rounded-lg" />
            <Skeleton className="h-52 rounded-lg" />
          </div>
          <Skeleton className="h-96 rounded-lg" />
        </SkeletonRegion>
      )}
    </div>
  )
}

/** Bills are dated in the issuer's zone, days of use in the key's. */
function KeyFlow({ children }: { children: ReactNode }) {
  return <PurchaseFlow timeZone={useTimeZone()}>{children}</PurchaseFlow>
}

function Key({ apiKey }: { apiKey: ApiKeyView }) {
  const { id } = apiKey
  const timeZone = useTimeZone()
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-col gap-3">
        <BackToKeys />
        <KeyHead apiKey={apiKey} />
      </div>
      <div className="flex flex-col gap-3 empty:hidden">
        <OpenPurchases timeZone={timeZone} />
      </div>
      <div className="grid gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <TodayCard apiKey={apiKey} />
        <TierCard apiKey={apiKey} />
      </div>
      <AdviceCard apiKeyId={id} />
      <UsageChart apiKeyId={id} />
      <PacksSection apiKeyId={id} timeZone={timeZone} />
      <SecretsSection apiKey={apiKey} />
      <BuyFromLink />
      <ReturnFromCheckout />
    </div>
  )
}

function BackToKeys() {
  return (
    <Link
      href="/keys"
      className="inline-flex w-fit items-center gap-1.5 rounded-sm text-ink-muted hover:text-ink"
    >
      <ArrowLeft aria-hidden className="size-4" />
      API keys
    </Link>
  )
}

const isGone = (error: Error): boolean =>
  error instanceof ProblemError && (error.status === 404 || error.status === 400)
