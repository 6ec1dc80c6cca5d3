import type { ReactNode } from 'react'
import { AdminPage } from '#components/admin/admin-page.tsx'
import { Code } from '#components/admin/facts.tsx'
import { StateBadge } from '#components/admin/state-badge.tsx'
import { catalogLooks } from '#components/admin/statuses.ts'
import type { CatalogRow } from '#lib/admin/catalog-schemas.ts'

type ItemPageProps = { item: Pick<CatalogRow, 'name' | 'status' | 'family' | 'code'>; children: ReactNode }

/** What stands above the editor of something that is sold. */
export function ItemPage({ item, children }: ItemPageProps) {
  return (
    <AdminPage
      title={item.name}
      lead={
        <span className="flex flex-wrap items-center gap-2">
          <StateBadge look={catalogLooks[item.status]} />
          {item.family.name} · <Code>{item.code}</Code>
        </span>
      }
    >
      {children}
    </AdminPage>
  )
}
