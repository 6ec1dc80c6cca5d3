import type { Metadata } from 'next'
import { Invoices } from '#components/billing/invoices/invoices.tsx'

export const metadata: Metadata = { title: 'Invoices' }

export default function InvoicesPage() {
  return <Invoices />
}
