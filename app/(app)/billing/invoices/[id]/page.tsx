import type { Metadata } from 'next'
import { DocumentView } from '#components/billing/invoices/document-view.tsx'

export const metadata: Metadata = { title: 'Invoice' }

export default async function InvoicePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <DocumentView kind="invoice" id={id} />
}
