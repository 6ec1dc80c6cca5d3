'use client'

import { columnsOf } from '#components/admin/table/table-features.ts'
import { Badge } from '#components/ui/badge.tsx'
import { type MrrRow, mrrRow } from '#lib/analytics/row-schemas.ts'
import { figureColumns } from './figure-columns.tsx'
import { FigureList } from './figure-list.tsx'

const helper = columnsOf<MrrRow>()
const shared = figureColumns<MrrRow>()

const columns = helper.columns([
  shared.customer,
  helper.accessor('item', {
    id: 'item',
    header: 'Holds',
    cell: ({ row: { original } }) => (
      <span className="inline-flex flex-wrap items-center gap-x-2">
        {original.quantity > 1 && `${original.quantity} × `}
        {original.item}
        {original.inGrace && <Badge tone="warning">In grace</Badge>}
      </span>
    ),
  }),
  shared.text({ id: 'family', header: 'Family', of: ({ family }) => family }),
  shared.time({ id: 'started', header: 'Since', of: ({ startsAt }) => startsAt }),
  shared.time({ id: 'ends', header: 'Held until', of: ({ endsAt }) => endsAt }),
  shared.money({ id: 'monthly', header: 'A month', of: ({ monthlyMinor }) => monthlyMinor }),
])

export function MrrRows() {
  return (
    <FigureList
      title="What MRR is made of"
      figure="mrr"
      about="instant"
      label="terms"
      row={mrrRow}
      columns={columns}
      filters={[
        {
          kind: 'choice',
          name: 'kind',
          label: 'Plans or add-ons',
          all: 'Plans and add-ons',
          options: [
            { value: 'plan', label: 'Plans' },
            { value: 'addon', label: 'Add-ons' },
          ],
        },
        {
          kind: 'choice',
          name: 'held',
          label: 'Paid for',
          all: 'Paid and in grace',
          options: [
            { value: 'paid', label: 'Paid' },
            { value: 'grace', label: 'In grace' },
          ],
        },
      ]}
      sort="-monthly"
    />
  )
}
