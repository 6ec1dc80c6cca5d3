import type { Metadata } from 'next'
import { PurchaseScreen } from '#components/admin/purchases/purchase-screen.tsx'

export const metadata: Metadata = { title: 'Purchase' }

export default async function PurchasePage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <PurchaseScreen id={id} />
}
