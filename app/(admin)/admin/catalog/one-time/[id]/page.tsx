import type { Metadata } from 'next'
import { OneTimeScreen } from '#components/admin/catalog/one-time/one-time-screen.tsx'

export const metadata: Metadata = { title: 'One-time add-on' }

export default async function OneTimeAddonPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <OneTimeScreen id={id} />
}
