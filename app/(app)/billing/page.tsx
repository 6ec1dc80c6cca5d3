import type { Metadata } from 'next'
import { BillingOverview } from '#components/billing/billing-overview.tsx'

export const metadata: Metadata = { title: 'Billing' }

export default function BillingPage() {
  return <BillingOverview />
}
