import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { BillingFrame } from '#components/billing/billing-frame.tsx'
import { NoBillingAccount } from '#components/billing/no-billing-account.tsx'
import { requireViewer } from '#lib/auth/require-viewer.ts'

export default async function BillingLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer()
  // Staff who act for no customer have a desk of their own.
  if (viewer.customerId === null && viewer.role === 'admin') redirect('/admin')
  if (viewer.customerId === null) return <NoBillingAccount email={viewer.email} />
  return <BillingFrame>{children}</BillingFrame>
}
