'use client'

import { columnsOf } from '#components/admin/table/table-features.ts'
import { useProviderOptions } from '#components/admin/use-families.ts'
import { type RevenueRow, revenueRow } from '#lib/analytics/row-schemas.ts'
import { figureColumns } from './figure-columns.tsx'
import { FigureList } from './figure-list.tsx'

const shared = figureColumns<RevenueRow>()

const kinds = [
  { value: 'payment', label: 'Payment' },
  { value: 'refund', label: 'Refund' },
  { value: 'dispute', label: 'Lost dispute' },
]

const columns = columnsOf<RevenueRow>().columns([
  shared.customer,
  shared.text({
    id: 'kind',
    header: 'What',
    of: ({ kind, description }) => `${kinds.find(({ value }) => value === kind)?.label}: ${description}`,
  }),
  shared.text({ id: 'provider', header: 'Through', of: ({ provider }) => provider }),
  shared.time({ id: 'at', header: 'When', of: ({ at }) => at }),
  shared.money({ id: 'amount', header: 'Amount', of: ({ amountMinor }) => amountMinor }),
])

export function RevenueRows() {
  const providers = useProviderOptions()
  return (
    <FigureList
      title="Money that came and went back"
      figure="revenue"
      about="range"
      label="movements of money"
      row={revenueRow}
      columns={columns}
      filters={[
        { kind: 'choice', name: 'provider', label: 'Provider', all: 'All providers', options: providers },
        { kind: 'choice', name: 'kind', label: 'What', all: 'All', options: kinds },
      ]}
      sort="-at"
    />
  )
}
