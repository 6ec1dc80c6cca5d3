import type { Metadata } from 'next'
import { OneTimeList } from '#components/admin/catalog/one-time/one-time-list.tsx'

export const metadata: Metadata = { title: 'One-time add-ons' }

export default function OneTimePage() {
  return <OneTimeList />
}
