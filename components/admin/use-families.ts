'use client'

import { z } from 'zod'
import { useApiQuery } from '#components/api/use-api-query.ts'
import { type FamilyRow, familyRow } from '#lib/admin/family-schemas.ts'
import { providerName } from './statuses.ts'

type Option = { value: string; label: string }

/** What is sold, for filters: every family's code and name. Empty until it is known. */
export function useFamilyOptions(): Option[] {
  return useFamilies().map(({ code, name }) => ({ value: code, label: name }))
}

/** Through whom it is sold, for filters: the providers of the families. Empty until they are known. */
export function useProviderOptions(): Option[] {
  const codes = [...new Set(useFamilies().map(({ provider }) => provider))]
  return codes.toSorted().map((code) => ({ value: code, label: providerName(code) }))
}

/** A family by its code, once the families are known. */
export function useFamily(code: string): FamilyRow | undefined {
  return useFamilies().find((family) => family.code === code)
}

/** Every family; none until they are known. */
export function useFamilies(): FamilyRow[] {
  const { data = [] } = useApiQuery({
    key: ['admin', 'families'],
    path: '/api/admin/families',
    schema: z.array(familyRow),
  })
  return data
}
