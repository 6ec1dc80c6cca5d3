'use client'

import { columnsOf } from '#components/admin/table/table-features.ts'
import { type RenewalRow, renewalRow } from '#lib/analytics/row-schemas.ts'
import { figureColumns } from './figure-columns.tsx'
import { FigureList } from './figure-list.tsx'

const shared = figureColumns<RenewalRow>()

const columns = columnsOf<RenewalRow>().columns([
  shared.customer,
  shared.text({ id: 'items', header: 'Renewed', of: ({ items }) => items }),
  shared.text({ id: 'by', header: 'By', of: ({ byItself }) => (byItself ? 'Nobody' : 'A person') }),
  shared.text({ id: 'family', header: 'Family', of: ({ family }) => family }),
  shared.time({ id: 'at', header: 'When', of: ({ at }) => at }),
  shared.money({ id: 'amount', header: 'Amount', of: ({ amountMinor }) => amountMinor }),
])

const options = [
  { value: 'itself', label: 'Without a person' },
  { value: 'person', label: 'By a person' },
]

export function RenewalRows() {
  return (
    <FigureList
      title="Renewals"
      figure="renewals"
      about="range"
      label="renewals"
      row={renewalRow}
      columns={columns}
      filters={[{ kind: 'choice', name: 'by', label: 'By whom', all: 'All renewals', options }]}
      sort="-at"
    />
  )
}
