'use client'

import { Layers, Plus } from 'lucide-react'
import { useState } from 'react'
import { catalogCells } from '#components/admin/catalog/catalog-cells.tsx'
import { useCatalogFilters } from '#components/admin/catalog/catalog-filters.ts'
import { CatalogFrame } from '#components/admin/catalog/catalog-frame.tsx'
import { DataTable } from '#components/admin/table/data-table.tsx'
import { columnsOf } from '#components/admin/table/table-features.ts'
import { Button } from '#components/ui/button.tsx'
import { type PlanRow, planRow } from '#lib/admin/catalog-plan-schemas.ts'
import { NewPlanDialog } from './new-plan-dialog.tsx'

const helper = columnsOf<PlanRow>()
const cells = catalogCells<PlanRow>({ header: 'Plan', path: '/admin/catalog/plans' })

const columns = helper.columns([
  cells.name,
  cells.status,
  cells.price,
  helper.display({
    id: 'holders',
    header: 'On it',
    enableSorting: false,
    meta: { numeric: true, phone: 'hidden' },
    cell: ({ row: { original } }) => original.holders.customers,
  }),
  cells.updated,
])

export function PlanList() {
  const [adding, setAdding] = useState(false)
  return (
    <CatalogFrame
      lead="From the smallest plan of a family to the largest. Who has bought none is on the first."
      aside={
        <Button onClick={() => setAdding(true)}>
          <Plus aria-hidden />
          New plan
        </Button>
      }
    >
      <DataTable
        label="plans"
        path="/api/admin/catalog/plans"
        row={planRow}
        columns={columns}
        filters={useCatalogFilters()}
        sort="order"
        icon={Layers}
        empty="Plans are listed here."
      />
      {adding && <NewPlanDialog onClose={() => setAdding(false)} />}
    </CatalogFrame>
  )
}
