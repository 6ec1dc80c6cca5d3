import type { Metadata } from 'next'
import { AuditList } from '#components/admin/audit/audit-list.tsx'

export const metadata: Metadata = { title: 'Audit log' }

export default function AuditPage() {
  return <AuditList />
}
