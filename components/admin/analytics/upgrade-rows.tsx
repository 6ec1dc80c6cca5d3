'use client'

import { columnsOf } from '#components/admin/table/table-features.ts'
import { type UpgradeRow, upgradeRow } from '#lib/analytics/row-schemas.ts'
import { figureColumns } from './figure-columns.tsx'
import { FigureList } from './figure-list.tsx'

const shared = figureColumns<UpgradeRow>()

const columns = columnsOf<UpgradeRow>().columns([
  shared.customer,
  shared.text({ id: 'family', header: 'Family', of: ({ family }) => family }),
  shared.text({ id: 'before', header: 'Was on', of: ({ planBefore }) => planBefore ?? 'No plan' }),
  shared.text({ id: 'bought', header: 'Bought', of: ({ planBought }) => planBought ?? '–', sorts: true }),
])

const options = [
  { value: 'yes', label: 'Who did' },
  { value: 'no', label: 'Who did not' },
]

export function UpgradeRows() {
  return (
    <FigureList
      title="Who could upgrade, and who did"
      figure="upgrades"
      about="range"
      label="customers"
      row={upgradeRow}
      columns={columns}
      filters={[{ kind: 'choice', name: 'upgraded', label: 'Which', all: 'All who could', options }]}
      sort="-bought"
    />
  )
}
