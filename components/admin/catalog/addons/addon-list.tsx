'use client'

import { Package, Plus } from 'lucide-react'
import { useState } from 'react'
import { useCatalogFilters } from '#components/admin/catalog/catalog-filters.ts'
import { CatalogFrame } from '#components/admin/catalog/catalog-frame.tsx'
import { DataTable } from '#components/admin/table/data-table.tsx'
import { Button } from '#components/ui/button.tsx'
import { catalogRow } from '#lib/admin/catalog-schemas.ts'
import { addonColumns } from './addon-columns.tsx'
import { NewAddonDialog } from './new-addon-dialog.tsx'

export function AddonList() {
  const filters = useCatalogFilters()
  const [adding, setAdding] = useState(false)
  return (
    <CatalogFrame
      lead="What customers hold on top of a plan. The price band is a report, not a rule: an add-on should cost 40–60 % of what as much costs one plan up."
      aside={
        <Button onClick={() => setAdding(true)}>
          <Plus aria-hidden />
          New add-on
        </Button>
      }
    >
      <DataTable
        label="add-ons"
        path="/api/admin/catalog"
        row={catalogRow}
        columns={addonColumns}
        filters={filters}
        sort="order"
        icon={Package}
        empty="Add-ons are listed here."
      />
      {adding && <NewAddonDialog onClose={() => setAdding(false)} />}
    </CatalogFrame>
  )
}
