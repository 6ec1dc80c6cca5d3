import type { Metadata } from 'next'
import { CustomerTaxes } from '#components/admin/customers/customer-taxes.tsx'

export const metadata: Metadata = { title: 'Customer: tax' }

export default async function CustomerTaxPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <CustomerTaxes customerId={id} />
}
