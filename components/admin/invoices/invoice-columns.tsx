import { DeskTime } from '#components/admin/desk-time.tsx'
import { StateBadge } from '#components/admin/state-badge.tsx'
import { columnsOf } from '#components/admin/table/table-features.ts'
import type { BadgeTone } from '#components/ui/badge.tsx'
import { Money } from '#components/ui/money.tsx'
import type { InvoiceDeskLine, InvoiceDeskNote } from '#lib/admin/invoice-desk-schemas.ts'
import { PdfLink } from './pdf-link.tsx'

const line = columnsOf<InvoiceDeskLine & { currency: string }>()
const note = columnsOf<InvoiceDeskNote & { currency: string }>()

export const lineColumns = line.columns([
  line.display({
    id: 'description',
    header: 'Line',
    enableSorting: false,
    meta: { phone: 'title' },
    cell: ({ row: { original } }) => <span className="font-medium">{original.description}</span>,
  }),
  line.display({
    id: 'net',
    header: 'Before tax',
    enableSorting: false,
    meta: { numeric: true, phone: 'hidden' },
    cell: ({ row: { original } }) => (
      <Money amountMinor={original.netMinor} currency={original.currency} decimals="always" />
    ),
  }),
  line.display({
    id: 'tax',
    header: 'Tax',
    enableSorting: false,
    meta: { numeric: true, phone: 'hidden' },
    cell: ({ row: { original } }) => (
      <Money amountMinor={original.taxMinor} currency={original.currency} decimals="always" />
    ),
  }),
  line.display({
    id: 'total',
    header: 'Total',
    enableSorting: false,
    meta: { numeric: true, phone: 'aside' },
    cell: ({ row: { original } }) => (
      <Money
        amountMinor={original.netMinor + original.taxMinor}
        currency={original.currency}
        decimals="always"
      />
    ),
  }),
])

const WENT: Record<InvoiceDeskNote['went'], { label: string; tone: BadgeTone }> = {
  refunded: { label: 'Refunded', tone: 'neutral' },
  refunding: { label: 'Refund on its way', tone: 'warning' },
  balance: { label: 'In the balance', tone: 'accent' },
  offset: { label: 'No longer asked for', tone: 'neutral' },
}

export const noteColumns = note.columns([
  note.display({
    id: 'number',
    header: 'Number',
    enableSorting: false,
    meta: { phone: 'title' },
    cell: ({ row: { original } }) => (
      <>
        <p className="font-medium">{original.number}</p>
        <p className="text-ink-muted wrap-anywhere">{original.reason}</p>
      </>
    ),
  }),
  note.display({
    id: 'went',
    header: 'Where it went',
    enableSorting: false,
    meta: { phone: 'foot' },
    cell: ({ row: { original } }) => <StateBadge look={WENT[original.went]} />,
  }),
  note.display({
    id: 'issued',
    header: 'Issued',
    enableSorting: false,
    meta: { phone: 'foot-aside' },
    cell: ({ row: { original } }) => (
      <span className="text-ink-muted">
        <DeskTime iso={original.issuedAt} />
      </span>
    ),
  }),
  note.display({
    id: 'total',
    header: 'Total',
    enableSorting: false,
    meta: { numeric: true, phone: 'aside' },
    cell: ({ row: { original } }) => (
      <span className="whitespace-nowrap">
        −<Money amountMinor={original.totalMinor} currency={original.currency} decimals="always" />
      </span>
    ),
  }),
  note.display({
    id: 'pdf',
    header: () => <span className="sr-only">Document</span>,
    enableSorting: false,
    meta: { numeric: true },
    cell: ({ row: { original } }) => (
      <PdfLink kind="credit-notes" id={original.id} number={original.number} />
    ),
  }),
])
