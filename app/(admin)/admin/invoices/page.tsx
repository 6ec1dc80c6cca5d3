import type { Metadata } from 'next'
import { InvoicesList } from '#components/admin/invoices/invoices-list.tsx'

export const metadata: Metadata = { title: 'Invoices' }

export default function InvoicesPage() {
  return <InvoicesList />
}
