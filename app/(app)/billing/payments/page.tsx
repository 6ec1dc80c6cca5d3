import type { Metadata } from 'next'
import { PaymentHistory } from '#components/billing/payments/payment-history.tsx'

export const metadata: Metadata = { title: 'Payment history' }

export default function PaymentsPage() {
  return <PaymentHistory />
}
