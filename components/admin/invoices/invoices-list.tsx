'use client'

import { FileText } from 'lucide-react'
import { AdminPage } from '#components/admin/admin-page.tsx'
import { choicesOf, invoiceLooks } from '#components/admin/statuses.ts'
import { DataTable } from '#components/admin/table/data-table.tsx'
import { invoiceRow } from '#lib/admin/invoice-schemas.ts'
import { invoiceRowColumns } from './invoice-row-columns.tsx'

const states = choicesOf(invoiceLooks)

/** The invoice book. */
export function InvoicesList() {
  return (
    <AdminPage
      title="Invoices"
      lead="Every invoice of every seller. Numbers are counted by seller and financial year, so two sellers may have the same."
    >
      <DataTable
        label="invoices"
        path="/api/admin/invoices"
        row={invoiceRow}
        columns={invoiceRowColumns}
        filters={[
          { kind: 'search', label: 'Number, customer or email' },
          { kind: 'choice', name: 'state', label: 'State', all: 'Any state', options: states },
          { kind: 'days', label: 'Issued' },
        ]}
        sort="-issued"
        icon={FileText}
        empty="What customers are invoiced for is listed here."
      />
    </AdminPage>
  )
}
