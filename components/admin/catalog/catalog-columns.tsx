import { DeskTime } from '#components/admin/desk-time.tsx'
import { RowLink } from '#components/admin/row-link.tsx'
import { StateBadge } from '#components/admin/state-badge.tsx'
import { catalogLooks } from '#components/admin/statuses.ts'
import { columnsOf } from '#components/admin/table/table-features.ts'
import { Money } from '#components/ui/money.tsx'
import type { CatalogRow } from '#lib/admin/catalog-schemas.ts'
import { bandLooks, percent } from './band-words.ts'

const helper = columnsOf<CatalogRow>()

export const catalogColumns = helper.columns([
  helper.accessor('name', {
    id: 'name',
    header: 'Add-on',
    meta: { phone: 'title' },
    cell: ({ row: { original } }) => (
      <div className="min-w-0">
        <RowLink href={`/admin/catalog/${original.id}`}>{original.name}</RowLink>
        <p className="text-ink-muted">{original.family.name}</p>
      </div>
    ),
  }),
  helper.display({
    id: 'status',
    header: 'Status',
    enableSorting: false,
    meta: { phone: 'foot' },
    cell: ({ row: { original } }) => <StateBadge look={catalogLooks[original.status]} />,
  }),
  helper.display({
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
  helper.display({
    id: 'band',
    header: 'Price band',
    enableSorting: false,
    cell: ({ row: { original } }) => <Bands row={original} />,
  }),
  helper.display({
    id: 'holders',
    header: 'Held by',
    enableSorting: false,
    meta: { numeric: true, phone: 'hidden' },
    cell: ({ row: { original } }) => original.holders.customers,
  }),
  helper.accessor('updatedAt', {
    id: 'updated',
    header: 'Changed',
    meta: { phone: 'hidden' },
    cell: ({ getValue }) => (
      <span className="text-ink-muted">
        <DeskTime iso={getValue()} show="date" />
      </span>
    ),
  }),
])

/** S0.16, one line per plan it is sold on. */
function Bands({ row: { bands } }: { row: CatalogRow }) {
  if (bands.length === 0) return <span className="text-ink-muted">–</span>
  return (
    <ul className="flex flex-col gap-1">
      {bands.map((band) => (
        <li
          key={`${band.plan} ${band.feature}`}
          className="flex flex-wrap items-center gap-x-2 whitespace-nowrap"
        >
          <StateBadge look={bandLooks[band.verdict]} />
          <span className="numeric">{percent(band.basisPoints)}</span>
          <span className="text-ink-muted">of {band.nextPlan}</span>
        </li>
      ))}
    </ul>
  )
}
