import { catalogLooks, choicesOf } from '#components/admin/statuses.ts'
import type { TableFilter } from '#components/admin/table/table-filters.tsx'
import { useFamilyOptions } from '#components/admin/use-families.ts'

const statuses = choicesOf(catalogLooks)

/** What each list of the catalog can be narrowed to. */
export function useCatalogFilters(): TableFilter[] {
  const families = useFamilyOptions()
  return [
    { kind: 'search', label: 'Name or code' },
    { kind: 'choice', name: 'status', label: 'Status', all: 'Any status', options: statuses },
    { kind: 'choice', name: 'family', label: 'Family', all: 'All families', options: families },
  ]
}
