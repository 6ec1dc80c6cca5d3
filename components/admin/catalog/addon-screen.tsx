'use client'

import { AdminPage } from '#components/admin/admin-page.tsx'
import { Detail } from '#components/admin/detail.tsx'
import { Code } from '#components/admin/facts.tsx'
import { StateBadge } from '#components/admin/state-badge.tsx'
import { catalogLooks } from '#components/admin/statuses.ts'
import { useApiQuery } from '#components/api/use-api-query.ts'
import { catalogDetail } from '#lib/admin/catalog-schemas.ts'
import { AddonBands } from './addon-bands.tsx'
import { AddonEditor } from './addon-editor.tsx'

/** One add-on: what it is, how customers see it, and what a change means for who holds it. */
export function AddonScreen({ id }: { id: string }) {
  const query = useApiQuery({
    key: ['admin', 'catalog', id],
    path: `/api/admin/catalog/${id}`,
    schema: catalogDetail,
  })
  return (
    <Detail query={query} label="add-on">
      {(addon) => (
        <AdminPage
          title={addon.name}
          lead={
            <span className="flex flex-wrap items-center gap-2">
              <StateBadge look={catalogLooks[addon.status]} />
              {addon.family.name} · <Code>{addon.code}</Code>
            </span>
          }
        >
          <AddonEditor addon={addon} />
          <AddonBands addon={addon} />
        </AdminPage>
      )}
    </Detail>
  )
}
