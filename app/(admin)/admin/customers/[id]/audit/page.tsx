import type { Metadata } from 'next'
import { CustomerAudit } from '#components/admin/audit/audit-list.tsx'

export const metadata: Metadata = { title: 'Customer: audit log' }

export default async function CustomerAuditPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <CustomerAudit customerId={id} />
}
