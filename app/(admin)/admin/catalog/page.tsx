import type { Metadata } from 'next'
import { AddonList } from '#components/admin/catalog/addons/addon-list.tsx'

export const metadata: Metadata = { title: 'Catalog' }

export default function CatalogPage() {
  return <AddonList />
}
