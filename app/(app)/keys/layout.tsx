import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { NoBillingAccount } from '#components/billing/no-billing-account.tsx'
import { requireViewer } from '#lib/auth/require-viewer.ts'

export default async function KeysLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer()
  // Staff who act for no customer see all keys together.
  if (viewer.customerId === null && viewer.role === 'admin') redirect('/admin/keys')
  if (viewer.customerId === null) return <NoBillingAccount title="API keys" email={viewer.email} />
  return children
}
