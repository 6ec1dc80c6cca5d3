'use client'

import { Plus, Receipt } from 'lucide-react'
import { useState } from 'react'
import { catalogCells } from '#components/admin/catalog/catalog-cells.tsx'
import { useCatalogFilters } from '#components/admin/catalog/catalog-filters.ts'
import { CatalogFrame } from '#components/admin/catalog/catalog-frame.tsx'
import { DataTable } from '#components/admin/table/data-table.tsx'
import { columnsOf } from '#components/admin/table/table-features.ts'
import { Button } from '#components/ui/button.tsx'
import { type OneTimeRow, oneTimeRow } from '#lib/admin/catalog-one-time-schemas.ts'
import { NewOneTimeDialog } from './new-one-time-dialog.tsx'

const helper = columnsOf<OneTimeRow>()
const cells = catalogCells<OneTimeRow>({ header: 'Add-on', path: '/admin/catalog/one-time' })

const columns = helper.columns([
  cells.name,
  cells.status,
  cells.price,
  helper.display({
    id: 'applied',
    header: 'Applied',
    enableSorting: false,
    meta: { numeric: true, phone: 'hidden' },
    cell: ({ row: { original } }) => original.timesApplied,
  }),
  cells.updated,
])

export function OneTimeList() {
  const filters = useCatalogFilters()
  const [adding, setAdding] = useState(false)
  return (
    <CatalogFrame
      lead="What staff charge once, with an invoice: a setup fee, an hour of work, a device. Clients of the API keep them under /api/v1/add_ons."
      aside={
        <Button onClick={() => setAdding(true)}>
          <Plus aria-hidden />
          New one-time add-on
        </Button>
      }
    >
      <DataTable
        label="one-time add-ons"
        path="/api/admin/catalog/one-time"
        row={oneTimeRow}
        columns={columns}
        filters={filters}
        sort="order"
        icon={Receipt}
        empty="What is charged once is listed here."
      />
      {adding && <NewOneTimeDialog onClose={() => setAdding(false)} />}
    </CatalogFrame>
  )
}
