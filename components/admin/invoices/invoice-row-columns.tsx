import { AmountLess } from '#components/admin/amount-less.tsx'
import { DeskTime } from '#components/admin/desk-time.tsx'
import { CustomerLink } from '#components/admin/purchases/purchase-columns.tsx'
import { RowLink } from '#components/admin/row-link.tsx'
import { StateBadge } from '#components/admin/state-badge.tsx'
import { invoiceLooks } from '#components/admin/statuses.ts'
import { columnsOf } from '#components/admin/table/table-features.ts'
import type { InvoiceRow } from '#lib/admin/invoice-schemas.ts'
import { PdfLink } from './pdf-link.tsx'

const TYPES: Record<string, string> = {
  subscription: 'Subscription',
  add_on: 'Add-ons',
  one_off: 'One-off',
}

const helper = columnsOf<InvoiceRow>()

export const invoiceRowColumns = helper.columns([
  helper.accessor('number', {
    id: 'number',
    header: 'Number',
    meta: { phone: 'title' },
    cell: ({ row: { original } }) => (
      <RowLink href={`/admin/customers/${original.customer.id}/invoices/${original.id}`}>
        <span className="whitespace-nowrap">{original.number}</span>
      </RowLink>
    ),
  }),
  helper.display({
    id: 'customer',
    header: 'Customer',
    enableSorting: false,
    cell: ({ row: { original } }) => <CustomerLink customer={original.customer} />,
  }),
  helper.display({
    id: 'seller',
    header: 'Sold by',
    enableSorting: false,
    cell: ({ row: { original } }) => <span className="text-ink-muted">{original.seller}</span>,
  }),
  helper.display({
    id: 'type',
    header: 'For',
    enableSorting: false,
    meta: { phone: 'hidden' },
    cell: ({ row: { original } }) => (
      <span className="whitespace-nowrap">{TYPES[original.type] ?? original.type}</span>
    ),
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
      <AmountLess
        amountMinor={original.totalMinor}
        lessMinor={original.creditedMinor}
        currency={original.currency}
        word="Credited"
      />
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

/** Where all are of one customer. */
export const ownInvoiceColumns = invoiceRowColumns.filter(({ id }) => id !== 'customer' && id !== 'seller')
