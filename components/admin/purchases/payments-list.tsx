'use client'

import { CreditCard } from 'lucide-react'
import { AdminPage } from '#components/admin/admin-page.tsx'
import { AmountLess } from '#components/admin/amount-less.tsx'
import { DeskTime } from '#components/admin/desk-time.tsx'
import { RowLink } from '#components/admin/row-link.tsx'
import { StateBadge } from '#components/admin/state-badge.tsx'
import { choicesOf, paymentLooks, providerName, refundLooks } from '#components/admin/statuses.ts'
import { DataTable } from '#components/admin/table/data-table.tsx'
import { columnsOf } from '#components/admin/table/table-features.ts'
import { useFamilyOptions, useProviderOptions } from '#components/admin/use-families.ts'
import { type PaymentRow, paymentRow } from '#lib/admin/purchase-schemas.ts'
import { CustomerLink } from './purchase-columns.tsx'

const helper = columnsOf<PaymentRow>()

const columns = helper.columns([
  helper.display({
    id: 'description',
    header: 'Payment',
    enableSorting: false,
    meta: { phone: 'title' },
    cell: ({ row: { original } }) => (
      <>
        {hrefOf(original) ? (
          <RowLink href={hrefOf(original)}>{original.description}</RowLink>
        ) : (
          <span className="font-medium">{original.description}</span>
        )}
        {original.failure && <p className="text-danger-ink">{original.failure}</p>}
      </>
    ),
  }),
  helper.display({
    id: 'customer',
    header: 'Customer',
    enableSorting: false,
    cell: ({ row: { original } }) => <CustomerLink customer={original.customer} />,
  }),
  helper.display({
    id: 'status',
    header: 'Status',
    enableSorting: false,
    meta: { phone: 'foot' },
    cell: ({ row: { original } }) => (
      <span className="flex flex-wrap gap-1">
        <StateBadge look={paymentLooks[original.status]} />
        {original.refunds && <StateBadge look={refundLooks[original.refunds]} />}
      </span>
    ),
  }),
  helper.display({
    id: 'provider',
    header: 'Through',
    enableSorting: false,
    meta: { phone: 'hidden' },
    cell: ({ row: { original } }) => (
      <span className="whitespace-nowrap text-ink-muted">
        {providerName(original.provider)}
        {original.method && ` · ${original.method}`}
      </span>
    ),
  }),
  helper.accessor('createdAt', {
    id: 'created',
    header: 'Created',
    meta: { phone: 'foot-aside' },
    cell: ({ getValue }) => (
      <span className="text-ink-muted">
        <DeskTime iso={getValue()} />
      </span>
    ),
  }),
  helper.accessor('amountMinor', {
    id: 'amount',
    header: 'Amount',
    meta: { numeric: true, phone: 'aside' },
    cell: ({ row: { original } }) => (
      <AmountLess
        amountMinor={original.amountMinor}
        lessMinor={original.refundedMinor}
        currency={original.currency}
        word="Refunded"
      />
    ),
  }),
])

/** What it paid: a purchase, or an invoice that was issued first. */
function hrefOf({ purchaseId, invoiceId, customer }: PaymentRow): string {
  if (purchaseId !== null) return `/admin/purchases/${purchaseId}`
  return invoiceId === null ? '' : `/admin/customers/${customer.id}/invoices/${invoiceId}`
}

const ownColumns = columns.filter(({ id }) => id !== 'customer')
const statuses = choicesOf(paymentLooks)
const refunds = choicesOf(refundLooks)

export function PaymentsList() {
  const families = useFamilyOptions()
  const providers = useProviderOptions()
  return (
    <AdminPage title="Payments" lead="Money that moved, or failed to, and what went back of it.">
      <DataTable
        label="payments"
        path="/api/admin/payments"
        row={paymentRow}
        columns={columns}
        filters={[
          { kind: 'search', label: 'Customer or provider id' },
          { kind: 'choice', name: 'status', label: 'Status', all: 'Any status', options: statuses },
          { kind: 'choice', name: 'refunds', label: 'Refunds', all: 'Any refunds', options: refunds },
          { kind: 'choice', name: 'provider', label: 'Provider', all: 'All providers', options: providers },
          { kind: 'choice', name: 'family', label: 'Family', all: 'All families', options: families },
          { kind: 'days', label: 'Created' },
        ]}
        sort="-created"
        icon={CreditCard}
        empty="What customers pay is listed here."
      />
    </AdminPage>
  )
}

/** The payments of one customer. */
export function CustomerPayments({ customerId }: { customerId: string }) {
  return (
    <DataTable
      label="payments"
      path="/api/admin/payments"
      row={paymentRow}
      columns={ownColumns}
      fixed={{ customer: customerId }}
      filters={[{ kind: 'choice', name: 'status', label: 'Status', all: 'Any status', options: statuses }]}
      sort="-created"
      icon={CreditCard}
      empty="This customer has paid nothing."
    />
  )
}
