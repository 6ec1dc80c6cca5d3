'use client'

import { ScrollText } from 'lucide-react'
import Link from 'next/link'
import { AdminPage } from '#components/admin/admin-page.tsx'
import { DeskTime } from '#components/admin/desk-time.tsx'
import { Code } from '#components/admin/facts.tsx'
import { DataTable } from '#components/admin/table/data-table.tsx'
import { columnsOf } from '#components/admin/table/table-features.ts'
import { type AuditRow, auditRow } from '#lib/admin/audit-schemas.ts'

const helper = columnsOf<AuditRow>()

const columns = helper.columns([
  helper.display({
    id: 'action',
    header: 'What',
    enableSorting: false,
    meta: { phone: 'title' },
    cell: ({ row: { original } }) => (
      <>
        <p className="font-medium">{original.action}</p>
        <AuditSubject entry={original} />
      </>
    ),
  }),
  helper.display({
    id: 'actor',
    header: 'Who',
    enableSorting: false,
    cell: ({ row: { original } }) => (
      <span className="block wrap-anywhere md:min-w-44">{original.actorEmail ?? original.actor}</span>
    ),
  }),
  helper.display({
    id: 'customer',
    header: 'Customer',
    enableSorting: false,
    cell: ({ row: { original } }) =>
      original.customer ? (
        <Link
          href={`/admin/customers/${original.customer.id}`}
          className="text-ink underline decoration-line-strong/50 underline-offset-4 wrap-break-word hover:decoration-current"
        >
          {original.customer.name}
        </Link>
      ) : (
        <span className="text-ink-muted max-md:hidden">–</span>
      ),
  }),
  helper.display({
    id: 'data',
    header: 'Details',
    enableSorting: false,
    cell: ({ row: { original } }) => <AuditData entry={original} />,
  }),
  helper.accessor('at', {
    id: 'at',
    header: 'When',
    cell: ({ getValue }) => (
      <span className="text-ink-muted">
        <DeskTime iso={getValue()} />
      </span>
    ),
  }),
])

const PAGES: Record<string, string> = { purchase: 'purchases', delivery: 'deliveries', customer: 'customers' }

/** What it was done to; a link where it has a page here. */
function AuditSubject({ entry: { subject, customer } }: { entry: AuditRow }) {
  const [kind = '', id = ''] = subject.split(':')
  const page = kind === 'invoice' && customer ? `customers/${customer.id}/invoices` : PAGES[kind]
  if (page === undefined || id === '') return <Code>{subject}</Code>
  return (
    <Link href={`/admin/${page}/${id}`} className="text-accent-ink underline-offset-4 hover:underline">
      <Code>{subject}</Code>
    </Link>
  )
}

function AuditData({ entry: { data, requestId } }: { entry: AuditRow }) {
  const parts = Object.entries({ ...data, ...(requestId ? { request: requestId } : {}) })
  if (parts.length === 0) return <span className="text-ink-muted max-md:hidden">–</span>
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-xs md:max-w-80">
      {parts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-ink-muted">{name}</dt>
          <dd className="font-mono wrap-anywhere">
            {typeof value === 'string' ? value : JSON.stringify(value)}
          </dd>
        </div>
      ))}
    </dl>
  )
}

const ACTORS = [
  { value: 'user', label: 'People' },
  { value: 'provider', label: 'Providers' },
  { value: 'system', label: 'The system' },
] as const

export function AuditList() {
  return (
    <AdminPage title="Audit log" lead="Who did what, or tried to. Entries are never changed.">
      <DataTable
        label="entries"
        path="/api/admin/audit"
        row={auditRow}
        columns={columns}
        filters={[
          { kind: 'search', label: 'Action, subject, request or email' },
          { kind: 'choice', name: 'actor', label: 'Who', all: 'Anybody', options: ACTORS },
          { kind: 'days', label: 'When' },
        ]}
        sort="-at"
        icon={ScrollText}
        empty="What people and the system do is listed here."
      />
    </AdminPage>
  )
}

/** What was done about one customer. */
export function CustomerAudit({ customerId }: { customerId: string }) {
  return (
    <DataTable
      label="entries"
      path="/api/admin/audit"
      row={auditRow}
      columns={ownColumns}
      fixed={{ customer: customerId }}
      filters={[{ kind: 'search', label: 'Action, subject, request or email' }]}
      sort="-at"
      icon={ScrollText}
      empty="Nothing was done about this customer."
    />
  )
}

const ownColumns = columns.filter(({ id }) => id !== 'customer')
