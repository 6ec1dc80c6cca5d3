import type { BadgeTone } from '#components/ui/badge.tsx'
import type { CatalogRow } from '#lib/admin/catalog-schemas.ts'

type Band = CatalogRow['bands'][number]

/** S0.16: how a price lies beside 40–60 % of the next plan's. */
export const bandLooks: Record<Band['verdict'], { label: string; tone: BadgeTone }> = {
  below: { label: 'Below', tone: 'neutral' },
  within: { label: 'Within', tone: 'success' },
  above: { label: 'Above', tone: 'warning' },
}

/** 1790 → "17.9 %". */
export function percent(basisPoints: number): string {
  return `${(basisPoints / 100).toLocaleString('en', { maximumFractionDigits: 1 })} %`
}

/** How another price would lie, a month, in minor units: for what is typed and not saved yet. */
export function bandAt(
  { fromMinor, toMinor }: Band,
  monthlyMinor: number,
): Pick<Band, 'basisPoints' | 'verdict'> {
  const verdict = monthlyMinor < fromMinor ? 'below' : monthlyMinor > toMinor ? 'above' : 'within'
  return { basisPoints: Math.round((monthlyMinor * 6_000) / toMinor), verdict }
}
