'use client'

import { CatalogEditor } from '#components/admin/catalog/catalog-editor.tsx'
import { ItemPage } from '#components/admin/catalog/item-page.tsx'
import { Detail } from '#components/admin/detail.tsx'
import { useApiQuery } from '#components/api/use-api-query.ts'
import { planDetail } from '#lib/admin/catalog-plan-schemas.ts'
import { PlanEffects } from './plan-effects.tsx'
import { PlanFields } from './plan-fields.tsx'
import { changeOf, formOf } from './plan-form-state.ts'
import { PlanPreview } from './plan-preview.tsx'

/** One plan: what it gives, how visitors see it, and what a change means for who is on it. */
export function PlanScreen({ id }: { id: string }) {
  const path = `/api/admin/catalog/plans/${id}`
  const query = useApiQuery({
    key: ['admin', 'catalog', id],
    path,
    schema: planDetail,
    pollWhile: ({ billedAt }) => billedAt?.state === 'on_its_way',
  })
  return (
    <Detail query={query} label="plan">
      {(plan) => (
        <ItemPage item={plan}>
          <CatalogEditor
            item={plan}
            path={path}
            schema={planDetail}
            formOf={formOf}
            changeOf={changeOf}
            stays={plan.isDefault}
            fields={(props) => <PlanFields {...props} />}
            effects={(item, changed) => <PlanEffects plan={item} changed={changed} />}
            preview={(item, form) => <PlanPreview plan={item} form={form} />}
          />
        </ItemPage>
      )}
    </Detail>
  )
}
