import type { Metadata } from 'next'
import { CustomersList } from '#components/admin/customers/customers-list.tsx'

export const metadata: Metadata = { title: 'Customers' }

export default function CustomersPage() {
  return <CustomersList />
}
