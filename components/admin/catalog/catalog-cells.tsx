import { DeskTime } from '#components/admin/desk-time.tsx'
import { RowLink } from '#components/admin/row-link.tsx'
import { StateBadge } from '#components/admin/state-badge.tsx'
import { catalogLooks } from '#components/admin/statuses.ts'
import { columnsOf } from '#components/admin/table/table-features.ts'
import { Money } from '#components/ui/money.tsx'
import type { CatalogRow } from '#lib/admin/catalog-schemas.ts'

type Row = Pick<CatalogRow, 'id' | 'name' | 'family' | 'status' | 'priceMinor' | 'currency' | 'updatedAt'>

/** The columns every list of the catalog has: name and family, status, price, and when it was changed. */
export function catalogCells<Data extends Row>(options: { header: string; path: string }) {
  const helper = columnsOf<Data>()
  return {
    name: helper.accessor((row) => row.name, {
      id: 'name',
      header: options.header,
      meta: { phone: 'title' },
      cell: ({ row: { original } }) => (
        <div className="min-w-0">
          <RowLink href={`${options.path}/${original.id}`}>{original.name}</RowLink>
          <p className="text-ink-muted">{original.family.name}</p>
        </div>
      ),
    }),
    status: helper.display({
      id: 'status',
      header: 'Status',
      enableSorting: false,
      meta: { phone: 'foot' },
      cell: ({ row: { original } }) => <StateBadge look={catalogLooks[original.status]} />,
    }),
    price: helper.display({
      id: 'price',
      header: 'Price',
      enableSorting: false,
      meta: { numeric: true, phone: 'aside' },
      cell: ({ row: { original } }) =>
        original.priceMinor === null ? (
          '–'
        ) : (
          <Money amountMinor={original.priceMinor} currency={original.currency} decimals="always" />
        ),
    }),
    updated: helper.accessor((row) => row.updatedAt, {
      id: 'updated',
      header: 'Changed',
      meta: { phone: 'hidden' },
      cell: ({ row: { original } }) => (
        <span className="text-ink-muted">
          <DeskTime iso={original.updatedAt} show="date" />
        </span>
      ),
    }),
  }
}
