'use client'

import { Webhook } from 'lucide-react'
import { AdminPage } from '#components/admin/admin-page.tsx'
import { choicesOf, deliveryLooks } from '#components/admin/statuses.ts'
import { DataTable } from '#components/admin/table/data-table.tsx'
import { useProviderOptions } from '#components/admin/use-families.ts'
import { deliveryRow } from '#lib/admin/delivery-schemas.ts'
import { deliveryColumns } from './delivery-columns.tsx'

const states = choicesOf(deliveryLooks)

export function DeliveriesList() {
  const providers = useProviderOptions()
  return (
    <AdminPage
      title="Webhook deliveries"
      lead="What providers told us. A message only makes us look; what the provider then answers is what counts."
    >
      <DataTable
        label="deliveries"
        path="/api/admin/deliveries"
        row={deliveryRow}
        columns={deliveryColumns}
        filters={[
          { kind: 'search', label: 'Event, event id or subject' },
          { kind: 'choice', name: 'state', label: 'Outcome', all: 'Any outcome', options: states },
          { kind: 'choice', name: 'provider', label: 'Provider', all: 'All providers', options: providers },
          { kind: 'days', label: 'Received' },
        ]}
        sort="-received"
        icon={Webhook}
        empty="Messages of payment providers are listed here."
      />
    </AdminPage>
  )
}
