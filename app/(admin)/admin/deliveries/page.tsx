import type { Metadata } from 'next'
import { DeliveriesList } from '#components/admin/deliveries/deliveries-list.tsx'

export const metadata: Metadata = { title: 'Webhook deliveries' }

export default function DeliveriesPage() {
  return <DeliveriesList />
}
