import { StateBadge } from '#components/admin/state-badge.tsx'
import { Card } from '#components/ui/card.tsx'
import { Money } from '#components/ui/money.tsx'
import { Section } from '#components/ui/section.tsx'
import type { CatalogDetail } from '#lib/admin/catalog-schemas.ts'
import { bandLooks, percent } from './band-words.ts'

/** S0.16: its price per unit beside what the next plan charges. A report: nothing is refused for it. */
export function AddonBands({ addon: { bands, currency, features } }: { addon: CatalogDetail }) {
  if (bands.length === 0) return null
  const nameOf = (code: string) => features.find((feature) => feature.code === code)?.name ?? code
  return (
    <Section
      title="Price band"
      lead="What a unit costs beside the same unit of the next plan. 40–60 % is the aim; nothing is enforced."
    >
      <Card>
        <ul className="divide-y divide-line">
          {bands.map((band) => (
            <li
              key={`${band.plan} ${band.feature}`}
              className="flex flex-wrap items-center gap-x-3 gap-y-1 px-5 py-3"
            >
              <StateBadge look={bandLooks[band.verdict]} />
              <span className="numeric font-medium">{percent(band.basisPoints)}</span>
              <span>
                {nameOf(band.feature)}, {band.plan} to {band.nextPlan}
              </span>
              <span className="text-ink-muted">
                40–60 % is <Money amountMinor={band.fromMinor} currency={currency} /> to{' '}
                <Money amountMinor={band.toMinor} currency={currency} /> a month
              </span>
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  )
}
