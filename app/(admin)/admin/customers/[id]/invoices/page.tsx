import type { Metadata } from 'next'
import { CustomerInvoices } from '#components/admin/customers/customer-invoices.tsx'

export const metadata: Metadata = { title: 'Customer: invoices' }

export default async function CustomerInvoicesPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <CustomerInvoices customerId={id} />
}
