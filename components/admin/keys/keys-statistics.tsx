'use client'

import type { ReactNode } from 'react'
import { AdminPage } from '#components/admin/admin-page.tsx'
import { useTableAddress } from '#components/admin/table/use-table-address.ts'
import { useApiQuery } from '#components/api/use-api-query.ts'
import { minorOfMajor } from '#components/billing/minor-of-major.ts'
import { Card } from '#components/ui/card.tsx'
import { cn } from '#components/ui/cn.ts'
import { ErrorState } from '#components/ui/error-state.tsx'
import { Money } from '#components/ui/money.tsx'
import { Select } from '#components/ui/select.tsx'
import { Skeleton, SkeletonRegion } from '#components/ui/skeleton.tsx'
import { systemStatistics } from '#lib/keys/statistics-schemas.ts'

const RANGES = [
  { value: '24', label: 'Last 24 hours' },
  { value: '168', label: 'Last 7 days' },
  { value: '720', label: 'Last 30 days' },
  { value: '2160', label: 'Last 90 days' },
  { value: '8760', label: 'Last 12 months' },
] as const

const MONTH = '720'
const digits = new Intl.NumberFormat('en')

/** S2.8 all API keys together. */
export function KeysStatistics() {
  const { search, set } = useTableAddress()
  const asked = search.get('hours')
  const hours = RANGES.find(({ value }) => value === asked)?.value ?? MONTH
  const { data, isError, error, refetch, isFetching, isPlaceholderData } = useApiQuery({
    key: ['admin', 'keys', hours],
    path: `/api/v1/api-keys/statistics/system?hours=${hours}`,
    schema: systemStatistics,
    keepPrevious: true,
  })
  const money = (amount: number, currency: string) => (
    <Money amountMinor={minorOfMajor({ amount, currency })} currency={currency} decimals="always" />
  )
  return (
    <AdminPage
      title="API keys"
      lead="All keys of the Forward API together."
      aside={
        <Select
          aria-label="Range"
          value={hours}
          options={RANGES}
          onValueChange={(value) => set({ hours: value === MONTH ? null : value })}
        />
      }
    >
      {isError && (
        <ErrorState title="The figures could not be loaded" onRetry={() => refetch()} retrying={isFetching}>
          {error.message}
        </ErrorState>
      )}
      {!data && !isError && (
        <SkeletonRegion label="Loading the figures">
          <Skeleton className="h-56 rounded-lg" />
        </SkeletonRegion>
      )}
      {data && !isError && (
        <dl
          aria-busy={isPlaceholderData}
          className={cn(
            'grid grid-cols-2 gap-3 transition-opacity xl:grid-cols-3',
            isPlaceholderData && 'opacity-60',
          )}
        >
          <Figure name="Active keys" detail="Not revoked, now">
            {digits.format(data.totalActiveApiKeys)}
          </Figure>
          <Figure name="Requests" detail="In the days that these hours touch">
            {digits.format(data.totalRequests)}
          </Figure>
          <Figure name="Pack revenue" detail="Paid in these hours, less what was given back">
            {money(data.totalAddOnRevenue, data.currency)}
          </Figure>
          <Figure name="Pack revenue per key" detail="Over all active keys">
            {money(data.averageAddOnSpendingPerUser, data.currency)}
          </Figure>
          <Figure name="Bought most often" detail="Of the packs" className="max-xl:col-span-2">
            {data.topAddOnPackageName ?? '–'}
          </Figure>
        </dl>
      )}
    </AdminPage>
  )
}

type FigureProps = { name: string; detail: string; className?: string; children: ReactNode }

function Figure({ name, detail, className, children }: FigureProps) {
  return (
    <Card className={cn('gap-1 px-4 py-3 sm:px-5 sm:py-4', className)}>
      <dt className="text-ink-muted">{name}</dt>
      <dd className="numeric text-lg font-semibold wrap-anywhere sm:text-xl">{children}</dd>
      <dd className="mt-auto pt-1 text-sm text-ink-muted">{detail}</dd>
    </Card>
  )
}
