'use client'

import { ShoppingBag } from 'lucide-react'
import { AdminPage } from '#components/admin/admin-page.tsx'
import { choicesOf, purchaseLooks } from '#components/admin/statuses.ts'
import { DataTable } from '#components/admin/table/data-table.tsx'
import { useFamilyOptions, useProviderOptions } from '#components/admin/use-families.ts'
import { purchaseRow } from '#lib/admin/purchase-schemas.ts'
import { ownPurchaseColumns, purchaseColumns } from './purchase-columns.tsx'

const statuses = choicesOf(purchaseLooks)

export function PurchasesList() {
  const families = useFamilyOptions()
  const providers = useProviderOptions()
  return (
    <AdminPage title="Purchases" lead="Every accepted quote, renewals among them, and how far it has come.">
      <DataTable
        label="purchases"
        path="/api/admin/purchases"
        row={purchaseRow}
        columns={purchaseColumns}
        filters={[
          { kind: 'search', label: 'Customer, invoice or provider id' },
          { kind: 'choice', name: 'status', label: 'Status', all: 'Any status', options: statuses },
          { kind: 'choice', name: 'provider', label: 'Provider', all: 'All providers', options: providers },
          { kind: 'choice', name: 'family', label: 'Family', all: 'All families', options: families },
          { kind: 'days', label: 'Created' },
        ]}
        sort="-created"
        icon={ShoppingBag}
        empty="What customers buy is listed here."
      />
    </AdminPage>
  )
}

/** The purchases of one customer. */
export function CustomerPurchases({ customerId }: { customerId: string }) {
  return (
    <DataTable
      label="purchases"
      path="/api/admin/purchases"
      row={purchaseRow}
      columns={ownPurchaseColumns}
      fixed={{ customer: customerId }}
      filters={[{ kind: 'choice', name: 'status', label: 'Status', all: 'Any status', options: statuses }]}
      sort="-created"
      icon={ShoppingBag}
      empty="This customer has bought nothing."
    />
  )
}
