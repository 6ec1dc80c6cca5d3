'use client'

import { type ColumnDef, useTable } from '@tanstack/react-table'
import { Card } from '#components/ui/card.tsx'
import { features } from './table-features.ts'
import { TableGrid } from './table-grid.tsx'

type StaticTableProps<Row extends { id: string }> = {
  label: string
  columns: readonly ColumnDef<typeof features, Row>[]
  rows: readonly Row[]
  /** A sentence for when there are none. */
  empty: string
}

/** Rows that are all there, in the order they came in: a part of a page. */
export function StaticTable<Row extends { id: string }>({
  label,
  columns,
  rows,
  empty,
}: StaticTableProps<Row>) {
  const table = useTable({
    features,
    columns,
    data: rows,
    getRowId: (row) => row.id,
    enableSorting: false,
  })
  if (rows.length === 0) return <p className="text-ink-muted">{empty}</p>
  return (
    <Card>
      <TableGrid table={table} label={label} />
    </Card>
  )
}
