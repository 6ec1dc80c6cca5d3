import { StateBadge } from '#components/admin/state-badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { Money } from '#components/ui/money.tsx'
import type { CatalogDetail } from '#lib/admin/catalog-schemas.ts'
import { bandAt, bandLooks, percent } from './band-words.ts'

type AddonBandsProps = {
  addon: CatalogDetail
  /** What stands in the form; null while it is no amount. */
  priceMinor: number | null
}

/** S0.16: its price per unit beside what the next plan charges. A report: nothing is refused for it. */
export function AddonBands({ addon, priceMinor }: AddonBandsProps) {
  const { bands, currency, features, intervalMonths } = addon
  if (bands.length === 0 || priceMinor === null) return null
  const nameOf = (code: string) => features.find((feature) => feature.code === code)?.name ?? code
  return (
    <>
      <p className="mt-4 text-sm font-medium">Beside the next plan’s price for as much</p>
      <Card>
        <ul className="divide-y divide-line">
          {bands.map((band) => {
            const { basisPoints, verdict } = bandAt(band, priceMinor / intervalMonths)
            return (
              <li key={`${band.plan} ${band.feature}`} className="flex flex-col gap-1 px-5 py-3">
                <span className="flex items-center gap-2">
                  <StateBadge look={bandLooks[verdict]} />
                  <span className="numeric font-medium">{percent(basisPoints)}</span>
                </span>
                <span>
                  {nameOf(band.feature)}, {band.plan} to {band.nextPlan}
                </span>
                <span className="text-ink-muted">
                  40–60 % is <Money amountMinor={band.fromMinor} currency={currency} /> to{' '}
                  <Money amountMinor={band.toMinor} currency={currency} /> a month
                </span>
              </li>
            )
          })}
        </ul>
      </Card>
      <p className="text-ink-muted">40–60 % is the aim; nothing is enforced.</p>
    </>
  )
}
