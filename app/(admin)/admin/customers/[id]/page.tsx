import type { Metadata } from 'next'
import { CustomerHoldings } from '#components/admin/customers/customer-holdings.tsx'

export const metadata: Metadata = { title: 'Customer' }

export default async function CustomerPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <CustomerHoldings id={id} />
}
