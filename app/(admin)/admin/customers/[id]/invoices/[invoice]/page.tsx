import type { Metadata } from 'next'
import { InvoiceScreen } from '#components/admin/invoices/invoice-screen.tsx'

export const metadata: Metadata = { title: 'Invoice' }

type InvoicePageProps = { params: Promise<{ id: string; invoice: string }> }

export default async function InvoicePage({ params }: InvoicePageProps) {
  const { id, invoice } = await params
  return <InvoiceScreen id={invoice} customerId={id} />
}
