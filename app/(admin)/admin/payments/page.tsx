import type { Metadata } from 'next'
import { PaymentsList } from '#components/admin/purchases/payments-list.tsx'

export const metadata: Metadata = { title: 'Payments' }

export default function PaymentsPage() {
  return <PaymentsList />
}
