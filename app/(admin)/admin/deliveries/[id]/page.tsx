import type { Metadata } from 'next'
import { DeliveryScreen } from '#components/admin/deliveries/delivery-screen.tsx'

export const metadata: Metadata = { title: 'Webhook delivery' }

export default async function DeliveryPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <DeliveryScreen id={id} />
}
