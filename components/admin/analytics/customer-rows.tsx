'use client'

import { columnsOf } from '#components/admin/table/table-features.ts'
import { type CustomerRow, customerRow } from '#lib/analytics/row-schemas.ts'
import { figureColumns } from './figure-columns.tsx'
import { FigureList } from './figure-list.tsx'

const helper = columnsOf<CustomerRow>()
const shared = figureColumns<CustomerRow>()

const columns = helper.columns([
  shared.customer,
  shared.text({ id: 'family', header: 'Family', of: ({ family }) => family }),
  shared.time({ id: 'since', header: 'Since', of: ({ since }) => since }),
  helper.accessor('addons', {
    id: 'addons',
    header: 'Add-ons',
    meta: { numeric: true, phone: 'hidden' },
    cell: ({ getValue }) => getValue(),
  }),
  shared.money({ id: 'addon', header: 'Add-ons a month', of: (row) => row.addonMinor, phone: 'hidden' }),
  shared.money({ id: 'monthly', header: 'A month', of: (row) => row.monthlyMinor }),
])

const options = [
  { value: 'paying', label: 'Who pay' },
  { value: 'with_addons', label: 'With add-ons' },
  { value: 'without_addons', label: 'Without add-ons' },
]

export function CustomerRows() {
  return (
    <FigureList
      title="What customers pay a month"
      figure="customers"
      about="instant"
      label="customers"
      row={customerRow}
      columns={columns}
      filters={[{ kind: 'choice', name: 'who', label: 'Which', all: 'All customers', options }]}
      sort="-monthly"
    />
  )
}
