import { catalogCells } from '#components/admin/catalog/catalog-cells.tsx'
import { StateBadge } from '#components/admin/state-badge.tsx'
import { columnsOf } from '#components/admin/table/table-features.ts'
import type { CatalogRow } from '#lib/admin/catalog-schemas.ts'
import { bandLooks, percent } from './band-words.ts'

const helper = columnsOf<CatalogRow>()
const cells = catalogCells<CatalogRow>({ header: 'Add-on', path: '/admin/catalog' })

export const addonColumns = helper.columns([
  cells.name,
  cells.status,
  cells.price,
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
  cells.updated,
])

/** S0.16, one line per plan it is sold on. */
function Bands({ row: { bands } }: { row: CatalogRow }) {
  if (bands.length === 0) return <span className="text-ink-muted max-md:hidden">–</span>
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
