'use client'

import { type ColumnDef, functionalUpdate, type SortingState, useTable } from '@tanstack/react-table'
import { Download, type LucideIcon, SearchX } from 'lucide-react'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { useApiQuery } from '#components/api/use-api-query.ts'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { Select } from '#components/ui/select.tsx'
import { Skeleton, SkeletonRegion } from '#components/ui/skeleton.tsx'
import { tablePage } from '#lib/admin/table-schemas.ts'
import { features } from './table-features.ts'
import { filterNames, type TableFilter, TableFilters } from './table-filters.tsx'
import { TableGrid } from './table-grid.tsx'
import { TablePages } from './table-pages.tsx'
import { useTableAddress } from './use-table-address.ts'

const PER_PAGE = 25

type DataTableProps<Row extends { id: string }> = {
  /** What the rows are, in the plural: "customers". */
  label: string
  /** The list's address in the API; its file is at `/export` below. */
  path: string
  row: z.ZodType<Row>
  columns: readonly ColumnDef<typeof features, Row>[]
  filters?: readonly TableFilter[]
  /** What the list is about, whatever the filters say. */
  fixed?: Record<string, string>
  /** The order without a choice; a minus is the other way round. */
  sort: string
  icon: LucideIcon
  /** When there are none at all. */
  empty: ReactNode
}

/** A list of the desk. The server sorts, narrows and pages it; what is chosen stands in the page's address. */
export function DataTable<Row extends { id: string }>(props: DataTableProps<Row>) {
  const { label, path, columns, filters = [], fixed = {} } = props
  const address = useTableAddress()
  const asked = askedOf(address.search, { filters, fixed })
  const sort = address.search.get('sort') ?? props.sort
  const page = Math.max(1, Number(address.search.get('page')) || 1)
  const narrowed = filters.some((filter) => filterNames(filter).some((name) => address.search.has(name)))
  const query = new URLSearchParams({ ...asked, sort, page: String(page), per_page: String(PER_PAGE) })
  const { data, isPending, isError, error, refetch, isFetching, isPlaceholderData } = useApiQuery({
    key: ['admin', 'list', path, query.toString()],
    path: `${path}?${query}`,
    schema: tablePage(props.row),
    keepPrevious: true,
  })
  const sorting: SortingState = [{ id: sort.replace(/^-/, ''), desc: sort.startsWith('-') }]
  const table = useTable({
    features,
    columns,
    data: data?.rows ?? NO_ROWS,
    getRowId: (row) => row.id,
    state: { sorting },
    onSortingChange: (updater) => {
      const [next] = functionalUpdate(updater, sorting)
      if (next) address.set({ sort: `${next.desc ? '-' : ''}${next.id}` })
    },
    manualSorting: true,
    enableMultiSort: false,
    enableSortingRemoval: false,
  })
  const clear = () =>
    address.set(Object.fromEntries(filters.flatMap(filterNames).map((name) => [name, null])))
  return (
    <div className="flex flex-col gap-4">
      <TableFilters filters={filters} address={address}>
        <Select
          aria-label="Sort by"
          className="min-w-0 flex-1 md:hidden"
          value={sort}
          options={sortChoices(columns, sort)}
          onValueChange={(value) => address.set({ sort: value })}
        />
        <Button variant="secondary" className="ml-auto sm:h-9" asChild>
          <a href={`${path}/export?${new URLSearchParams({ ...asked, sort })}`} download>
            <Download aria-hidden />
            CSV
          </a>
        </Button>
      </TableFilters>
      {isPending && (
        <SkeletonRegion label={`Loading ${label}`}>
          <Skeleton className="h-128 rounded-lg" />
        </SkeletonRegion>
      )}
      {isError && !data && (
        <ErrorState
          title={`The ${label} could not be loaded`}
          onRetry={() => refetch()}
          retrying={isFetching}
        >
          {error.message}
        </ErrorState>
      )}
      {data && data.rows.length > 0 && (
        <Card>
          <TableGrid table={table} label={label} stale={isPlaceholderData} />
        </Card>
      )}
      {data?.rows.length === 0 && (
        <EmptyState
          icon={narrowed ? SearchX : props.icon}
          title={narrowed || page > 1 ? `No ${label} here` : `No ${label} yet`}
          action={
            (narrowed || page > 1) && (
              <Button variant="secondary" size="sm" onClick={clear}>
                Show all
              </Button>
            )
          }
        >
          {narrowed ? 'Nothing matches these filters.' : props.empty}
        </EmptyState>
      )}
      {data && data.total > 0 && (
        <TablePages label={label} page={page} perPage={PER_PAGE} total={data.total} onPage={address.goTo} />
      )}
    </div>
  )
}

// One array for ever: a new one in every render would make the table work it all out again.
const NO_ROWS: never[] = []

/** The part of the address that narrows this list; what else stands there is not for the API. */
function askedOf(
  search: URLSearchParams,
  { filters, fixed }: { filters: readonly TableFilter[]; fixed: Record<string, string> },
): Record<string, string> {
  const names = filters.flatMap(filterNames)
  const chosen = names.flatMap((name) => {
    const value = search.get(name)
    return value ? [[name, value]] : []
  })
  return { ...Object.fromEntries(chosen), ...fixed }
}

function sortChoices<Row extends { id: string }>(
  columns: readonly ColumnDef<typeof features, Row>[],
  sort: string,
) {
  const choices = columns.flatMap((column) => {
    const { id, header, enableSorting } = column
    if (!id || enableSorting === false) return []
    return [
      { value: id, label: `${header} ↑` },
      { value: `-${id}`, label: `${header} ↓` },
    ]
  })
  return choices.some(({ value }) => value === sort)
    ? choices
    : [{ value: sort, label: 'Sort by' }, ...choices]
}
