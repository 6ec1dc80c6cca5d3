'use client'

import { columnsOf } from '#components/admin/table/table-features.ts'
import { type MovementRow, movementRow } from '#lib/analytics/row-schemas.ts'
import { figureColumns } from './figure-columns.tsx'
import { FigureList } from './figure-list.tsx'
import { MOVEMENTS } from './movement-kinds.ts'

const shared = figureColumns<MovementRow>()
const options = MOVEMENTS.map(({ kind, name }) => ({ value: kind, label: name }))

const columns = columnsOf<MovementRow>().columns([
  shared.customer,
  shared.text({
    id: 'kind',
    header: 'Kind',
    of: ({ kind }) => options.find(({ value }) => value === kind)?.label ?? kind,
  }),
  shared.text({ id: 'family', header: 'Family', of: ({ family }) => family }),
  shared.time({ id: 'at', header: 'When', of: ({ at }) => at }),
  shared.money({
    id: 'before',
    header: 'Before',
    of: ({ beforeMinor }) => beforeMinor,
    sorts: false,
    phone: 'hidden',
  }),
  shared.money({
    id: 'after',
    header: 'After',
    of: ({ afterMinor }) => afterMinor,
    sorts: false,
    phone: 'hidden',
  }),
  shared.money({ id: 'delta', header: 'Change', of: ({ deltaMinor }) => deltaMinor }),
])

export function MovementRows() {
  return (
    <FigureList
      title="What moved MRR"
      figure="movements"
      about="range"
      label="movements"
      row={movementRow}
      columns={columns}
      filters={[{ kind: 'choice', name: 'kind', label: 'Kind', all: 'All kinds', options }]}
      sort="-at"
    />
  )
}
