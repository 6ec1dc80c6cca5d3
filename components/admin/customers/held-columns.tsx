import { DeskTime } from '#components/admin/desk-time.tsx'
import { Code } from '#components/admin/facts.tsx'
import { StateBadge } from '#components/admin/state-badge.tsx'
import { heldLooks } from '#components/admin/statuses.ts'
import { columnsOf } from '#components/admin/table/table-features.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Money } from '#components/ui/money.tsx'
import type { HeldItem } from '#lib/admin/customer-schemas.ts'

const SOURCES: Record<HeldItem['sources'][number], string | null> = {
  paid: null,
  trial: 'Trial',
  comp: 'Granted',
  included: 'Included',
}

const helper = columnsOf<HeldItem>()

export const heldColumns = helper.columns([
  helper.display({
    id: 'name',
    header: 'Held',
    enableSorting: false,
    meta: { phone: 'title' },
    cell: ({ row: { original } }) => (
      <>
        <p className="font-medium">{original.name}</p>
        <p className="text-ink-muted">{original.type}</p>
      </>
    ),
  }),
  helper.display({
    id: 'status',
    header: 'Status',
    enableSorting: false,
    cell: ({ row: { original } }) => (
      <span className="flex flex-wrap gap-1">
        <StateBadge look={heldLooks[original.status]} />
        {original.sources.map((source) => {
          const label = SOURCES[source]
          return label === null ? null : <Badge key={source}>{label}</Badge>
        })}
      </span>
    ),
  }),
  helper.display({
    id: 'quantity',
    header: 'Quantity',
    enableSorting: false,
    meta: { numeric: true, phone: 'aside' },
    cell: ({ row: { original } }) => (
      <>
        <span className="md:hidden">× </span>
        {original.quantity}
        {original.nextQuantity !== null && (
          <p className="whitespace-nowrap text-ink-muted">then {original.nextQuantity}</p>
        )}
      </>
    ),
  }),
  helper.display({
    id: 'price',
    header: 'Each',
    enableSorting: false,
    meta: { numeric: true, phone: 'hidden' },
    cell: ({ row: { original } }) => (
      <Money amountMinor={original.unitAmountMinor} currency={original.currency} decimals="always" />
    ),
  }),
  helper.display({
    id: 'until',
    header: 'Until',
    enableSorting: false,
    cell: ({ row: { original } }) => <Until item={original} />,
  }),
  helper.display({
    id: 'ids',
    header: 'At the provider',
    enableSorting: false,
    cell: ({ row: { original } }) => (
      <ul className="text-ink-muted">
        {original.providerIds.map(({ kind, externalId }) => (
          <li key={externalId}>
            <span className="text-xs">{kind}</span> <Code>{externalId}</Code>
          </li>
        ))}
      </ul>
    ),
  }),
])

function Until({ item: { endsAt, renews, cancelAtPeriodEnd, status } }: { item: HeldItem }) {
  if (endsAt === null) return <span className="text-ink-muted">Open</span>
  const word =
    status === 'expired' || status === 'canceled'
      ? 'Ended'
      : cancelAtPeriodEnd
        ? 'Ends'
        : renews
          ? 'Renews'
          : 'Runs out'
  return (
    <span className="whitespace-nowrap text-ink-muted">
      {word} <DeskTime iso={endsAt} show="date" />
    </span>
  )
}
