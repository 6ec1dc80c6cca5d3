import type { ReactNode } from 'react'
import { BillingFrame } from '#components/billing/billing-frame.tsx'

export default function BillingLayout({ children }: { children: ReactNode }) {
  return <BillingFrame>{children}</BillingFrame>
}
