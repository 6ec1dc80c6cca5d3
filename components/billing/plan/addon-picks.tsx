import { useBillingScope } from '#components/billing/billing-scope.tsx'
import { perInterval } from '#components/billing/interval-words.ts'
import { Money } from '#components/ui/money.tsx'
import { QuantityStepper } from '#components/ui/quantity-stepper.tsx'
import type { CatalogOffer } from '#lib/catalog/schemas.ts'

type AddonPicksProps = {
  offers: readonly CatalogOffer[]
  /** Name of the plan they go with. */
  plan: string
  quantities: Record<string, number>
  disabled: boolean
  onChange: (code: string, quantity: number) => void
}

/** How many more of each add-on go with the plan. */
export function AddonPicks({ offers, plan, quantities, disabled, onChange }: AddonPicksProps) {
  const word = useBillingScope() === null ? 'Add-ons' : 'Packs'
  const open = offers.filter((offer) => offer.held < offer.maxQuantity)
  if (open.length === 0) return null
  return (
    <div className="flex flex-col gap-2">
      <p className="font-medium">
        {word} for {plan}
      </p>
      <ul className="flex flex-col divide-y divide-line rounded-md border border-line">
        {open.map((offer) => (
          <li key={offer.code} className="flex items-center justify-between gap-4 px-4 py-2.5">
            <div className="min-w-0">
              <p>{offer.name}</p>
              <p className="numeric text-ink-muted">
                <Money amountMinor={BigInt(offer.unitPriceMinor)} currency={offer.currency} />
                {perInterval(offer.intervalMonths)}
                {offer.held > 0 && ` · ${offer.held} held`}
              </p>
            </div>
            <QuantityStepper
              label={`More of ${offer.name}`}
              value={quantities[offer.code] ?? 0}
              min={0}
              max={offer.maxQuantity - offer.held}
              disabled={disabled}
              onValueChange={(quantity) => onChange(offer.code, quantity)}
            />
          </li>
        ))}
      </ul>
    </div>
  )
}
