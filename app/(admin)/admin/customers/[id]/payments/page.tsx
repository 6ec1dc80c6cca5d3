import type { Metadata } from 'next'
import { CustomerPayments } from '#components/admin/purchases/payments-list.tsx'

export const metadata: Metadata = { title: 'Customer: payments' }

export default async function CustomerPaymentsPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <CustomerPayments customerId={id} />
}
