import type { Metadata } from 'next'
import { CatalogList } from '#components/admin/catalog/catalog-list.tsx'

export const metadata: Metadata = { title: 'Catalog' }

export default function CatalogPage() {
  return <CatalogList />
}
