import Link from 'next/link'
import { DeskTime } from '#components/admin/desk-time.tsx'
import { RowLink } from '#components/admin/row-link.tsx'
import { StateBadge } from '#components/admin/state-badge.tsx'
import { purchaseLooks } from '#components/admin/statuses.ts'
import { columnsOf } from '#components/admin/table/table-features.ts'
import { Money } from '#components/ui/money.tsx'
import type { PurchaseRow } from '#lib/admin/purchase-schemas.ts'

const helper = columnsOf<PurchaseRow>()

export const purchaseColumns = helper.columns([
  helper.display({
    id: 'items',
    header: 'Purchase',
    enableSorting: false,
    meta: { phone: 'title' },
    cell: ({ row: { original } }) => (
      <RowLink href={`/admin/purchases/${original.id}`}>
        {original.items[0] ?? 'Nothing'}
        {original.items.length > 1 && ` and ${original.items.length - 1} more`}
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
    id: 'status',
    header: 'Status',
    enableSorting: false,
    meta: { phone: 'foot' },
    cell: ({ row: { original } }) => <StateBadge look={purchaseLooks[original.status]} />,
  }),
  helper.display({
    id: 'family',
    header: 'Family',
    enableSorting: false,
    meta: { phone: 'hidden' },
    cell: ({ row: { original } }) => (
      <span className="whitespace-nowrap text-ink-muted">{original.family.name}</span>
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
      <Money amountMinor={original.amountMinor} currency={original.currency} decimals="always" />
    ),
  }),
])

/** Where all are of one customer. */
export const ownPurchaseColumns = purchaseColumns.filter(({ id }) => id !== 'customer')

/** A link of its own inside a row that is a link. */
export function CustomerLink({ customer: { id, name } }: { customer: PurchaseRow['customer'] }) {
  return (
    <Link
      href={`/admin/customers/${id}`}
      className="relative z-10 text-ink underline decoration-line-strong/50 underline-offset-4 wrap-break-word hover:decoration-current"
    >
      {name}
    </Link>
  )
}
