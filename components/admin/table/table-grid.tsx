'use client'

import type { ReactTable } from '@tanstack/react-table'
import { cn } from '#components/ui/cn.ts'
import { Table, TableCell, TableHead, TableRow } from '#components/ui/table.tsx'
import { SortHead } from './sort-head.tsx'
import type { features } from './table-features.ts'

type TableGridProps<Row extends { id: string }> = {
  table: ReactTable<typeof features, Row>
  label: string
  /** The rows are those of before, and others are on their way. */
  stale?: boolean
}

const PHONE = {
  title: 'order-1 font-medium md:font-normal',
  aside: 'order-2 max-md:text-right',
  line: 'order-3 col-span-2',
  foot: 'order-4',
  'foot-aside': 'order-5 max-md:text-right',
  hidden: 'max-md:hidden',
} as const

/** Rows and columns; on a phone each row is a block. A link in a row's heading is the whole row's. */
export function TableGrid<Row extends { id: string }>({ table, label, stale = false }: TableGridProps<Row>) {
  return (
    <Table label={label} aria-busy={stale} className={cn('transition-opacity', stale && 'opacity-60')}>
      <thead className="hidden md:table-header-group">
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id}>
            {group.headers.map((header) => {
              const { column } = header
              const numeric = column.columnDef.meta?.numeric ?? false
              if (!column.getCanSort()) {
                return (
                  <TableHead key={header.id} numeric={numeric}>
                    <table.FlexRender header={header} />
                  </TableHead>
                )
              }
              return (
                <SortHead
                  key={header.id}
                  sorted={column.getIsSorted()}
                  numeric={numeric}
                  onSort={() => column.toggleSorting()}
                >
                  <table.FlexRender header={header} />
                </SortHead>
              )
            })}
          </tr>
        ))}
      </thead>
      <tbody>
        {table.getRowModel().rows.map((row) => (
          <TableRow
            key={row.id}
            className="relative transition-colors hover:bg-sunken/60 max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-4 max-md:px-4 max-md:py-3"
          >
            {row.getAllCells().map((cell) => {
              const { meta } = cell.column.columnDef
              return (
                <TableCell
                  key={cell.id}
                  numeric={meta?.numeric ?? false}
                  className={cn('max-md:px-0 max-md:py-0.5 md:py-2.5', PHONE[meta?.phone ?? 'line'])}
                >
                  <table.FlexRender cell={cell} />
                </TableCell>
              )
            })}
          </TableRow>
        ))}
      </tbody>
    </Table>
  )
}
