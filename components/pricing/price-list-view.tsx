import type { PriceList } from '#lib/catalog/schemas.ts'
import type { EntitlementsResponse } from '#lib/entitlements/schemas.ts'
import { PricedAddonCard } from './priced-addon-card.tsx'
import { PricedPlanCard } from './priced-plan-card.tsx'

type PriceListViewProps = {
  list: PriceList
  /** What the viewer has of it; null for who is no customer of the family. */
  own: EntitlementsResponse | null
  isVisitor: boolean
}

/** S3.5 a family: its plans side by side, then its add-ons, kind by kind. */
export function PriceListView({ list, own, isVisitor }: PriceListViewProps) {
  const { family, plans, addons } = list
  const categories = [...new Set(addons.map(({ category }) => category))]
  return (
    <section aria-labelledby={`family-${family.code}`} className="flex flex-col gap-10">
      <div className="flex flex-col gap-4">
        <h2 id={`family-${family.code}`} className="text-xl font-semibold">
          {family.name}
        </h2>
        <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-[repeat(auto-fit,minmax(12.5rem,1fr))]">
          {plans.map((plan) => (
            <li key={plan.code}>
              <PricedPlanCard plan={plan} current={own?.plan?.code ?? null} isVisitor={isVisitor} />
            </li>
          ))}
        </ul>
      </div>
      {categories.map((category) => (
        <section
          key={category}
          aria-labelledby={`family-${family.code} ${family.code}-${category}`}
          className="flex flex-col gap-4"
        >
          <h3 id={`${family.code}-${category}`} className="text-lg font-semibold">
            {categoryWords(category)} Add-ons
          </h3>
          <ul className="grid gap-4 md:grid-cols-2 lg:grid-cols-3">
            {addons
              .filter((addon) => addon.category === category)
              .map((addon) => (
                <li key={addon.code}>
                  <PricedAddonCard
                    addon={addon}
                    access={own?.addons.find(({ code }) => code === addon.code) ?? null}
                    isVisitor={isVisitor}
                  />
                </li>
              ))}
          </ul>
        </section>
      ))}
    </section>
  )
}

/** `market_access` → "Market Access", `features` → "Feature": what kind of add-ons they are. */
function categoryWords(category: string): string {
  return category
    .replace(/(?<=[^s])s$/, '')
    .split(/[_-]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
}
