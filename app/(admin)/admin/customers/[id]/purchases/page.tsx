import type { Metadata } from 'next'
import { CustomerPurchases } from '#components/admin/purchases/purchases-list.tsx'

export const metadata: Metadata = { title: 'Customer: purchases' }

export default async function CustomerPurchasesPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <CustomerPurchases customerId={id} />
}
