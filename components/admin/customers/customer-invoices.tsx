'use client'

import { FileText } from 'lucide-react'
import { DeskTime } from '#components/admin/desk-time.tsx'
import { PdfLink } from '#components/admin/invoices/pdf-link.tsx'
import { RowLink } from '#components/admin/row-link.tsx'
import { StateBadge } from '#components/admin/state-badge.tsx'
import { choicesOf, invoiceLooks } from '#components/admin/statuses.ts'
import { DataTable } from '#components/admin/table/data-table.tsx'
import { columnsOf } from '#components/admin/table/table-features.ts'
import { Money } from '#components/ui/money.tsx'
import { type InvoiceRow, invoiceRow } from '#lib/admin/invoice-schemas.ts'

const TYPES: Record<string, string> = {
  subscription: 'Subscription',
  add_on: 'Add-ons',
  one_off: 'One-off',
}

const helper = columnsOf<InvoiceRow>()

const columns = helper.columns([
  helper.display({
    id: 'number',
    header: 'Number',
    enableSorting: false,
    meta: { phone: 'title' },
    cell: ({ row: { original } }) => (
      <RowLink href={`/admin/customers/${original.customer.id}/invoices/${original.id}`}>
        {original.number}
      </RowLink>
    ),
  }),
  helper.display({
    id: 'type',
    header: 'For',
    enableSorting: false,
    meta: { phone: 'hidden' },
    cell: ({ row: { original } }) => TYPES[original.type] ?? original.type,
  }),
  helper.display({
    id: 'state',
    header: 'State',
    enableSorting: false,
    meta: { phone: 'foot' },
    cell: ({ row: { original } }) => <StateBadge look={invoiceLooks[original.state]} />,
  }),
  helper.accessor('issuedAt', {
    id: 'issued',
    header: 'Issued',
    meta: { phone: 'foot-aside' },
    cell: ({ getValue }) => (
      <span className="text-ink-muted">
        <DeskTime iso={getValue()} />
      </span>
    ),
  }),
  helper.accessor('totalMinor', {
    id: 'total',
    header: 'Total',
    meta: { numeric: true, phone: 'aside' },
    cell: ({ row: { original } }) => (
      <>
        <Money amountMinor={original.totalMinor} currency={original.currency} decimals="always" />
        {original.creditedMinor > 0 && (
          <p className="whitespace-nowrap text-ink-muted">
            <span className="sr-only">Credited: </span>−
            <Money amountMinor={original.creditedMinor} currency={original.currency} decimals="always" />
          </p>
        )}
      </>
    ),
  }),
  helper.display({
    id: 'pdf',
    header: () => <span className="sr-only">Document</span>,
    enableSorting: false,
    meta: { numeric: true, phone: 'hidden' },
    cell: ({ row: { original } }) => (
      <span className="relative z-10">
        <PdfLink kind="invoices" id={original.id} number={original.number} />
      </span>
    ),
  }),
])

const states = choicesOf(invoiceLooks)

/** The invoices of one customer. */
export function CustomerInvoices({ customerId }: { customerId: string }) {
  return (
    <DataTable
      label="invoices"
      path="/api/admin/invoices"
      row={invoiceRow}
      columns={columns}
      fixed={{ customer: customerId }}
      filters={[{ kind: 'choice', name: 'state', label: 'State', all: 'Any state', options: states }]}
      sort="-issued"
      icon={FileText}
      empty="This customer was invoiced for nothing."
    />
  )
}
