'use client'

import { CatalogEditor } from '#components/admin/catalog/catalog-editor.tsx'
import { ItemPage } from '#components/admin/catalog/item-page.tsx'
import { Detail } from '#components/admin/detail.tsx'
import { useApiQuery } from '#components/api/use-api-query.ts'
import { catalogDetail } from '#lib/admin/catalog-schemas.ts'
import { AddonEffects } from './addon-effects.tsx'
import { AddonFields } from './addon-fields.tsx'
import { changeOf, formOf } from './addon-form-state.ts'
import { AddonPreview } from './addon-preview.tsx'

/** One add-on: what it is, how customers see it, and what a change means for who holds it. */
export function AddonScreen({ id }: { id: string }) {
  const path = `/api/admin/catalog/${id}`
  const query = useApiQuery({
    key: ['admin', 'catalog', id],
    path,
    schema: catalogDetail,
    pollWhile: ({ billedAt }) => billedAt?.state === 'on_its_way',
  })
  return (
    <Detail query={query} label="add-on">
      {(addon) => (
        <ItemPage item={addon}>
          <CatalogEditor
            item={addon}
            path={path}
            schema={catalogDetail}
            formOf={formOf}
            changeOf={changeOf}
            fields={(props) => <AddonFields {...props} />}
            effects={(item, changed) => <AddonEffects addon={item} changed={changed} />}
            preview={(item, form) => <AddonPreview addon={item} form={form} />}
          />
        </ItemPage>
      )}
    </Detail>
  )
}
