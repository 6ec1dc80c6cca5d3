'use client'

import { FileText } from 'lucide-react'
import { ownInvoiceColumns } from '#components/admin/invoices/invoice-row-columns.tsx'
import { choicesOf, invoiceLooks } from '#components/admin/statuses.ts'
import { DataTable } from '#components/admin/table/data-table.tsx'
import { invoiceRow } from '#lib/admin/invoice-schemas.ts'

const states = choicesOf(invoiceLooks)

/** The invoices of one customer. */
export function CustomerInvoices({ customerId }: { customerId: string }) {
  return (
    <DataTable
      label="invoices"
      path="/api/admin/invoices"
      row={invoiceRow}
      columns={ownInvoiceColumns}
      fixed={{ customer: customerId }}
      filters={[{ kind: 'choice', name: 'state', label: 'State', all: 'Any state', options: states }]}
      sort="-issued"
      icon={FileText}
      empty="This customer was invoiced for nothing."
    />
  )
}
