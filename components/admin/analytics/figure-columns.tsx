'use client'

import { DeskTime } from '#components/admin/desk-time.tsx'
import { RowLink } from '#components/admin/row-link.tsx'
import { columnsOf } from '#components/admin/table/table-features.ts'
import { Money } from '#components/ui/money.tsx'
import type { MrrRow } from '#lib/analytics/row-schemas.ts'

type FigureRow = { id: string; customer: MrrRow['customer']; currency: string }

/** Columns that rows of several figures have. Called by the names their lists are sorted by. */
export function figureColumns<Row extends FigureRow>() {
  const helper = columnsOf<Row>()
  // Only a column with a value can be sorted by; the server does it, by the column's id.
  return {
    customer: helper.accessor((row) => row.customer.name, {
      id: 'customer',
      header: 'Customer',
      meta: { phone: 'title' },
      cell: ({ row: { original } }) => (
        <>
          <RowLink href={`/admin/customers/${original.customer.id}`}>{original.customer.name}</RowLink>
          <p className="text-ink-muted wrap-anywhere">{original.customer.email}</p>
        </>
      ),
    }),
    text: (column: { id: string; header: string; of: (row: Row) => string; sorts?: boolean }) =>
      helper.accessor(column.of, {
        id: column.id,
        header: column.header,
        enableSorting: column.sorts ?? false,
        cell: ({ getValue }) => getValue(),
      }),
    time: (column: { id: string; header: string; of: (row: Row) => string | null }) =>
      helper.accessor(column.of, {
        id: column.id,
        header: column.header,
        meta: { phone: 'foot' },
        cell: ({ getValue }) => {
          const iso = getValue()
          return <span className="text-ink-muted">{iso === null ? 'Open end' : <DeskTime iso={iso} />}</span>
        },
      }),
    money: (column: {
      id: string
      header: string
      of: (row: Row) => number
      sorts?: boolean
      phone?: 'aside' | 'hidden'
    }) =>
      helper.accessor(column.of, {
        id: column.id,
        header: column.header,
        enableSorting: column.sorts ?? true,
        meta: { numeric: true, phone: column.phone ?? 'aside' },
        cell: ({ getValue, row: { original } }) => (
          <Money amountMinor={getValue()} currency={original.currency} decimals="always" />
        ),
      }),
  }
}
