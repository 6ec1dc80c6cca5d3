'use client'

import { z } from 'zod'
import { useApiQuery } from '#components/api/use-api-query.ts'
import { familyRow } from '#lib/admin/family-schemas.ts'

/** What is sold, for filters: every family's code and name. Empty until it is known. */
export function useFamilyOptions(): { value: string; label: string }[] {
  const { data = [] } = useApiQuery({
    key: ['admin', 'families'],
    path: '/api/admin/families',
    schema: z.array(familyRow),
  })
  return data.map(({ code, name }) => ({ value: code, label: name }))
}
