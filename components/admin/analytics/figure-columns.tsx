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
  return {
    customer: helper.display({
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
      helper.display({
        id: column.id,
        header: column.header,
        enableSorting: column.sorts ?? false,
        cell: ({ row: { original } }) => column.of(original),
      }),
    time: (column: { id: string; header: string; of: (row: Row) => string | null }) =>
      helper.display({
        id: column.id,
        header: column.header,
        meta: { phone: 'foot' },
        cell: ({ row: { original } }) => {
          const iso = column.of(original)
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
      helper.display({
        id: column.id,
        header: column.header,
        enableSorting: column.sorts ?? true,
        meta: { numeric: true, phone: column.phone ?? 'aside' },
        cell: ({ row: { original } }) => (
          <Money amountMinor={column.of(original)} currency={original.currency} decimals="always" />
        ),
      }),
  }
}
