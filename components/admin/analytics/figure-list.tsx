'use client'

import type { ColumnDef } from '@tanstack/react-table'
import { ArrowLeft, ChartNoAxesColumn } from 'lucide-react'
import Link from 'next/link'
import type { z } from 'zod'
import { AdminPage } from '#components/admin/admin-page.tsx'
import { DataTable } from '#components/admin/table/data-table.tsx'
import type { features } from '#components/admin/table/table-features.ts'
import type { TableFilter } from '#components/admin/table/table-filters.tsx'
import { useTableAddress } from '#components/admin/table/use-table-address.ts'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { formatInstant } from '#components/ui/format-instant.ts'

type FigureListProps<Row extends { id: string }> = {
  title: string
  /** In the path of the API. */
  figure: string
  /** Whether it is about an instant, or about what happened until then. */
  about: 'instant' | 'range'
  label: string
  row: z.ZodType<Row>
  columns: readonly ColumnDef<typeof features, Row>[]
  filters?: readonly TableFilter[]
  sort: string
}

/** The scope and the two instants come with the figure, so that its rows are those it was made of. */
const SCOPE = ['family', 'currency', 'from', 'to', 'item'] as const

/** The rows behind a figure. */
export function FigureList<Row extends { id: string }>(props: FigureListProps<Row>) {
  const { title, figure, about, filters = [], ...table } = props
  const { search } = useTableAddress()
  const fixed = Object.fromEntries(
    SCOPE.flatMap((name) => {
      const value = search.get(name)
      return value ? [[name, value]] : []
    }),
  )
  const { from, to, ...scope } = fixed
  return (
    <AdminPage
      title={title}
      lead={from && to ? leadOf({ about, from, to, scope: Object.values(scope) }) : undefined}
      aside={
        <Button variant="secondary" size="sm" asChild>
          <Link href={backTo(fixed)}>
            <ArrowLeft aria-hidden />
            Analytics
          </Link>
        </Button>
      }
    >
      {from && to ? (
        <DataTable
          {...table}
          path={`/api/admin/analytics/${figure}/rows`}
          filters={[{ kind: 'search', label: 'Customer’s name or email' }, ...filters]}
          fixed={fixed}
          icon={ChartNoAxesColumn}
          empty="Nothing counts in this figure."
        />
      ) : (
        <EmptyState icon={ChartNoAxesColumn} title="Which days?">
          Choose them on the page of the analytics, and open a figure there.
        </EmptyState>
      )}
    </AdminPage>
  )
}

function leadOf(options: { about: 'instant' | 'range'; from: string; to: string; scope: string[] }): string {
  const { about, from, to, scope } = options
  const time = (iso: string) => formatInstant({ iso, timeZone: 'UTC', show: 'date-time' })
  const days = about === 'instant' ? `Just before ${time(to)}` : `From ${time(from)} to before ${time(to)}`
  return [days, ...scope].join(' · ')
}

/** The same days; what was asked for until now is asked for until today. */
function backTo({ family, currency, from, to }: Record<string, string>): string {
  const isNow = to !== undefined && !to.endsWith('T00:00:00Z')
  const lastDay = to && !isNow ? new Date(Date.parse(to) - 1).toISOString().slice(0, 10) : null
  const search = new URLSearchParams({
    ...(family ? { family } : {}),
    ...(currency ? { currency } : {}),
    ...(from ? { from: from.slice(0, 10) } : {}),
    ...(lastDay ? { to: lastDay } : {}),
  })
  return `/admin/analytics?${search}`
}
