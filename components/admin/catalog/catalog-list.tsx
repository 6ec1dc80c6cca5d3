'use client'

import { Package, Plus } from 'lucide-react'
import { useState } from 'react'
import { AdminPage } from '#components/admin/admin-page.tsx'
import { catalogLooks, choicesOf } from '#components/admin/statuses.ts'
import { DataTable } from '#components/admin/table/data-table.tsx'
import { useFamilyOptions } from '#components/admin/use-families.ts'
import { Button } from '#components/ui/button.tsx'
import { catalogRow } from '#lib/admin/catalog-schemas.ts'
import { catalogColumns } from './catalog-columns.tsx'
import { NewAddonDialog } from './new-addon-dialog.tsx'

const statuses = choicesOf(catalogLooks)

export function CatalogList() {
  const families = useFamilyOptions()
  const [adding, setAdding] = useState(false)
  return (
    <AdminPage
      title="Catalog"
      lead="The add-ons customers buy by the month. The price band is a report, not a rule: an add-on should cost 40–60 % of what as much costs one plan up."
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
        columns={catalogColumns}
        filters={[
          { kind: 'search', label: 'Name or code' },
          { kind: 'choice', name: 'status', label: 'Status', all: 'Any status', options: statuses },
          { kind: 'choice', name: 'family', label: 'Family', all: 'All families', options: families },
        ]}
        sort="order"
        icon={Package}
        empty="Add-ons are listed here."
      />
      {adding && <NewAddonDialog families={families} onClose={() => setAdding(false)} />}
    </AdminPage>
  )
}
