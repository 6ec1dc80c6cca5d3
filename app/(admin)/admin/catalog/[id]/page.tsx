import type { Metadata } from 'next'
import { AddonScreen } from '#components/admin/catalog/addons/addon-screen.tsx'

export const metadata: Metadata = { title: 'Add-on' }

export default async function AddonPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <AddonScreen id={id} />
}
