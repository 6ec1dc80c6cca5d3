'use client'

import { Users } from 'lucide-react'
import { AdminPage } from '#components/admin/admin-page.tsx'
import { DeskTime } from '#components/admin/desk-time.tsx'
import { RowLink } from '#components/admin/row-link.tsx'
import { DataTable } from '#components/admin/table/data-table.tsx'
import { columnsOf } from '#components/admin/table/table-features.ts'
import { useFamilyOptions } from '#components/admin/use-families.ts'
import { Money } from '#components/ui/money.tsx'
import { type CustomerRow, customerRow } from '#lib/admin/customer-schemas.ts'

const helper = columnsOf<CustomerRow>()

const columns = helper.columns([
  helper.accessor('name', {
    id: 'name',
    header: 'Customer',
    meta: { phone: 'title' },
    cell: ({ row: { original } }) => (
      <div className="min-w-0">
        <RowLink href={`/admin/customers/${original.id}`}>{original.name}</RowLink>
        <p className="text-ink-muted wrap-anywhere">{original.email}</p>
      </div>
    ),
  }),
  helper.display({
    id: 'plans',
    header: 'Plan',
    enableSorting: false,
    cell: ({ row: { original } }) => (
      <Lines items={original.families} empty="Nothing yet">
        {({ name, plan }) => (
          <>
            {plan ?? 'No plan'} <span className="text-ink-muted">· {name}</span>
          </>
        )}
      </Lines>
    ),
  }),
  helper.accessor((row) => row.families.reduce((sum, { addons }) => sum + addons, 0), {
    id: 'addons',
    header: 'Add-ons',
    meta: { numeric: true, phone: 'hidden' },
    cell: ({ getValue }) => getValue(),
  }),
  helper.accessor((row) => row.families[0]?.monthlyMinor ?? 0, {
    id: 'monthly',
    header: 'A month',
    meta: { numeric: true, phone: 'aside' },
    cell: ({ row: { original } }) => (
      <Lines items={original.families} empty="–">
        {({ monthlyMinor, currency }) => (
          <Money amountMinor={monthlyMinor} currency={currency} decimals="always" />
        )}
      </Lines>
    ),
  }),
  helper.accessor('createdAt', {
    id: 'created',
    header: 'Customer since',
    meta: { phone: 'line' },
    cell: ({ getValue }) => (
      <span className="text-ink-muted">
        <span className="md:hidden">Since </span>
        <DeskTime iso={getValue()} show="date" />
      </span>
    ),
  }),
])

type Family = CustomerRow['families'][number]
type LinesProps = { items: Family[]; empty: string; children: (family: Family) => React.ReactNode }

/** One line per family, so that plan and amount stand beside each other. */
function Lines({ items, empty, children }: LinesProps) {
  if (items.length === 0) return <span className="text-ink-muted">{empty}</span>
  return items.map((family) => <p key={family.code}>{children(family)}</p>)
}

export function CustomersList() {
  const families = useFamilyOptions()
  return (
    <AdminPage title="Customers" lead="Who buys, what they are on, and what they pay a month.">
      <DataTable
        label="customers"
        path="/api/admin/customers"
        row={customerRow}
        columns={columns}
        filters={[
          { kind: 'search', label: 'Name, email or id' },
          { kind: 'choice', name: 'family', label: 'Family', all: 'All families', options: families },
          { kind: 'days', label: 'Customer since' },
        ]}
        sort="-created"
        icon={Users}
        empty="Whoever signs up is listed here."
      />
    </AdminPage>
  )
}
