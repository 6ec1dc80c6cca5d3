import type { Metadata } from 'next'
import { DocumentView } from '#components/billing/invoices/document-view.tsx'

export const metadata: Metadata = { title: 'Credit note' }

export default async function CreditNotePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <DocumentView kind="credit_note" id={id} />
}
