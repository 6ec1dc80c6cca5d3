import type { BadgeTone } from '#components/ui/badge.tsx'
import type { CatalogRow } from '#lib/admin/catalog-schemas.ts'

type Verdict = CatalogRow['bands'][number]['verdict']

/** S0.16: how a price lies beside 40–60 % of the next plan's. */
export const bandLooks: Record<Verdict, { label: string; tone: BadgeTone }> = {
  below: { label: 'Below', tone: 'neutral' },
  within: { label: 'Within', tone: 'success' },
  above: { label: 'Above', tone: 'warning' },
}

/** 1790 → "17.9 %". */
export function percent(basisPoints: number): string {
  return `${(basisPoints / 100).toLocaleString('en', { maximumFractionDigits: 1 })} %`
}
