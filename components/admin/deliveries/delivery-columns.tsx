import { DeskTime } from '#components/admin/desk-time.tsx'
import { Code } from '#components/admin/facts.tsx'
import { RowLink } from '#components/admin/row-link.tsx'
import { StateBadge } from '#components/admin/state-badge.tsx'
import { deliveryLooks } from '#components/admin/statuses.ts'
import { columnsOf } from '#components/admin/table/table-features.ts'
import type { DeliveryRow } from '#lib/admin/delivery-schemas.ts'

const helper = columnsOf<DeliveryRow>()

export const deliveryColumns = helper.columns([
  helper.display({
    id: 'event',
    header: 'Event',
    enableSorting: false,
    meta: { phone: 'title' },
    cell: ({ row: { original } }) => (
      <RowLink href={`/admin/deliveries/${original.id}`}>{original.eventType}</RowLink>
    ),
  }),
  helper.display({
    id: 'subject',
    header: 'About',
    enableSorting: false,
    cell: ({ row: { original } }) => (
      <Code>{original.subject?.split(':').slice(2).join(':') ?? 'Nothing of ours'}</Code>
    ),
  }),
  helper.display({
    id: 'state',
    header: 'Outcome',
    enableSorting: false,
    meta: { phone: 'aside' },
    cell: ({ row: { original } }) => <StateBadge look={deliveryLooks[original.state]} />,
  }),
  helper.display({
    id: 'receipts',
    header: 'Times',
    enableSorting: false,
    meta: { numeric: true, phone: 'hidden' },
    cell: ({ row: { original } }) => original.receipts,
  }),
  helper.accessor('receivedAt', {
    id: 'received',
    header: 'Received',
    cell: ({ getValue }) => (
      <span className="text-ink-muted">
        <DeskTime iso={getValue()} />
      </span>
    ),
  }),
])
