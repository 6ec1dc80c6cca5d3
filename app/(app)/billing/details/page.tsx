import type { Metadata } from 'next'
import { BillingDetails } from '#components/billing/details/billing-details.tsx'

export const metadata: Metadata = { title: 'Billing details' }

export default function BillingDetailsPage() {
  return <BillingDetails />
}
