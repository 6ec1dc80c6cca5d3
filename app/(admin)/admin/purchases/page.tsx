import type { Metadata } from 'next'
import { PurchasesList } from '#components/admin/purchases/purchases-list.tsx'

export const metadata: Metadata = { title: 'Purchases' }

export default function PurchasesPage() {
  return <PurchasesList />
}
