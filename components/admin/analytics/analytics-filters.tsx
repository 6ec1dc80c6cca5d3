'use client'

import type { TableAddress } from '#components/admin/table/use-table-address.ts'
import { useFamilyOptions } from '#components/admin/use-families.ts'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'

type AnalyticsFiltersProps = {
  address: TableAddress
  /** Null until they are known. */
  shown: { currency: string; currencies: string[]; from: string; to: string } | null
}

const BUCKETS = [
  { value: 'day', label: 'By day' },
  { value: 'week', label: 'By week' },
  { value: 'month', label: 'By month' },
]

const RANGES = [
  { value: '30', label: 'Last 30 days', days: 30, bucket: null },
  { value: '90', label: 'Last 90 days', days: 90, bucket: 'week' },
  { value: '365', label: 'Last 12 months', days: 365, bucket: 'month' },
] as const

/** What is looked at stands in the address: family, currency, days and how they are put together. */
export function AnalyticsFilters({ address, shown }: AnalyticsFiltersProps) {
  const families = useFamilyOptions()
  const { search, set } = address
  const currency = search.get('currency') ?? shown?.currency ?? ''
  const currencies = [...new Set([...(shown?.currencies ?? []), ...(currency ? [currency] : [])])]
  const [from, to] = [search.get('from') ?? '', search.get('to') ?? '']
  return (
    <div className="flex flex-wrap items-center gap-2 max-sm:grid max-sm:grid-cols-2">
      <Select
        aria-label="Family"
        value={search.get('family') ?? ''}
        options={[{ value: '', label: 'All families' }, ...families]}
        onValueChange={(family) => set({ family, currency: null })}
      />
      <Select
        aria-label="Currency"
        value={currency}
        options={currencies.map((code) => ({ value: code, label: code }))}
        onValueChange={(value) => set({ currency: value })}
      />
      <Select
        aria-label="Range"
        value={rangeOf(search)}
        options={[...RANGES, ...(rangeOf(search) === 'days' ? [{ value: 'days', label: 'These days' }] : [])]}
        onValueChange={(value) => set(addressOf(value))}
      />
      <Select
        aria-label="Put together"
        value={search.get('bucket') ?? 'day'}
        options={BUCKETS}
        onValueChange={(bucket) => set({ bucket: bucket === 'day' ? null : bucket })}
      />
      <fieldset className="col-span-2 flex min-w-0 items-center gap-2" aria-label="Days">
        <Input
          type="date"
          aria-label="From"
          value={from || (shown?.from.slice(0, 10) ?? '')}
          className="min-w-0 flex-1 sm:h-9 sm:w-38"
          onChange={(event) => set({ from: event.target.value })}
        />
        <span className="text-ink-muted">to</span>
        <Input
          type="date"
          aria-label="To"
          value={to || (shown ? lastDay(shown.to) : '')}
          className="min-w-0 flex-1 sm:h-9 sm:w-38"
          onChange={(event) => set({ to: event.target.value })}
        />
      </fieldset>
    </div>
  )
}

/** A range that ends today leaves `to` out, so that tomorrow the same address shows tomorrow. */
function addressOf(value: string): Record<string, string | null> {
  const range = RANGES.find((found) => found.value === value)
  if (!range || range.bucket === null) return { from: null, to: null, bucket: null }
  const from = new Date(Date.now() - (range.days - 1) * DAY).toISOString().slice(0, 10)
  return { from, to: null, bucket: range.bucket }
}

function rangeOf(search: URLSearchParams): string {
  const [from, to] = [search.get('from'), search.get('to')]
  if (!from && !to) return '30'
  const days = from && !to ? Math.round((Date.now() - Date.parse(from)) / DAY + 0.5) : 0
  return RANGES.find((range) => range.days === days)?.value ?? 'days'
}

const DAY = 86_400_000

/** `to` is where the range stops: its last day is the one before, if that is midnight. */
function lastDay(to: string): string {
  return new Date(Date.parse(to) - 1).toISOString().slice(0, 10)
}
