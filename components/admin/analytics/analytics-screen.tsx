'use client'

import { ChartNoAxesColumn } from 'lucide-react'
import { AdminPage } from '#components/admin/admin-page.tsx'
import { useTableAddress } from '#components/admin/table/use-table-address.ts'
import { cn } from '#components/ui/cn.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { formatInstant } from '#components/ui/format-instant.ts'
import { Skeleton, SkeletonRegion } from '#components/ui/skeleton.tsx'
import type { Analytics } from '#lib/analytics/schemas.ts'
import { AnalyticsFilters } from './analytics-filters.tsx'
import { Figures } from './figures.tsx'
import { MovementsChart } from './movements-chart.tsx'
import { MrrChart } from './mrr-chart.tsx'
import { RevenueByProvider } from './revenue-by-provider.tsx'
import { TopAddons } from './top-addons.tsx'
import { useAnalytics } from './use-analytics.ts'

/** How the business goes: each figure leads to the rows it is made of. */
export function AnalyticsScreen() {
  const address = useTableAddress()
  const { data, isPending, isError, error, refetch, isFetching, isPlaceholderData } = useAnalytics(address)
  return (
    <AdminPage title="Analytics" lead={data ? leadOf(data) : 'What is earned a month, and what moves it.'}>
      <AnalyticsFilters address={address} shown={data ?? null} />
      {isPending && (
        <SkeletonRegion label="Loading the analytics" className="flex flex-col gap-6">
          <Skeleton className="h-72 rounded-lg" />
          <Skeleton className="h-96 rounded-lg" />
        </SkeletonRegion>
      )}
      {isError && (
        <ErrorState title="The figures could not be loaded" onRetry={() => refetch()} retrying={isFetching}>
          {error.message}
        </ErrorState>
      )}
      {data && !isError && (
        <div
          aria-busy={isPlaceholderData}
          className={cn('flex flex-col gap-8 transition-opacity', isPlaceholderData && 'opacity-60')}
        >
          <Report data={data} />
        </div>
      )}
    </AdminPage>
  )
}

function Report({ data }: { data: Analytics }) {
  const hrefOf = (figure: string, more: Record<string, string> = {}) => {
    const { currency, from, to, family } = data
    const search = new URLSearchParams({ ...(family ? { family } : {}), currency, from, to, ...more })
    return `/admin/analytics/${figure}?${search}`
  }
  const nothing = data.customers.all === 0 && data.revenue.length === 0
  if (nothing) {
    return (
      <EmptyState icon={ChartNoAxesColumn} title="Nothing to show yet">
        Once somebody buys in {data.currency}, its figures stand here.
      </EmptyState>
    )
  }
  return (
    <>
      <Figures data={data} hrefOf={hrefOf} />
      <div className="grid gap-4 2xl:grid-cols-2">
        <MrrChart data={data} />
        <MovementsChart data={data} />
      </div>
      <TopAddons data={data} hrefOf={hrefOf} />
      <RevenueByProvider data={data} hrefOf={hrefOf} />
    </>
  )
}

function leadOf({ from, to, currency }: Analytics): string {
  const day = (iso: string) => formatInstant({ iso, timeZone: 'UTC' })
  const last = new Date(Date.parse(to) - 1).toISOString()
  return `${day(from)} to ${day(last)}, UTC, in ${currency}. Prices as they were sold.`
}
