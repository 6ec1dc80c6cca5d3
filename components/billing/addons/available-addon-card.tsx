'use client'

import { Plus } from 'lucide-react'
import { useId, useState } from 'react'
import { perInterval } from '#components/billing/interval-words.ts'
import { AddonIcon } from '#components/ui/addon-icon.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import {
  Card,
  CardContent,
  CardDescription,
  CardFooter,
  CardHeader,
  CardTitle,
} from '#components/ui/card.tsx'
import { Money } from '#components/ui/money.tsx'
import { QuantityStepper } from '#components/ui/quantity-stepper.tsx'
import type { CatalogOffer } from '#lib/catalog/schemas.ts'

type AvailableAddonCardProps = { offer: CatalogOffer; onBuy: (quantity: number) => void }

/** S0.11, the seed's card: the labels are its own, word for word. */
export function AvailableAddonCard({ offer, onBuy }: AvailableAddonCardProps) {
  const titleId = useId()
  const reasonId = useId()
  const [wanted, setWanted] = useState(1)
  const unitPrice = BigInt(offer.unitPriceMinor)
  const per = perInterval(offer.intervalMonths)
  // What was wanted may no longer be possible after something else was bought.
  const quantity = Math.min(wanted, Math.max(1, offer.maxMore))
  const choosesQuantity = offer.purchasable.allowed && offer.maxMore > 1
  return (
    <Card role="group" aria-labelledby={titleId} className="h-full overflow-hidden">
      {offer.badge && (
        <span className="absolute top-0 right-0 rounded-bl-lg border-b border-l border-accent-line bg-accent-soft px-3 py-1 text-xs font-semibold tracking-wide text-accent-ink">
          {offer.badge}
        </span>
      )}
      <CardHeader>
        <span className="mb-2 grid size-9 place-items-center rounded-md bg-accent-soft text-accent-ink">
          <AddonIcon name={offer.icon} />
        </span>
        <CardTitle id={titleId}>{offer.name}</CardTitle>
        <CardDescription>{offer.description}</CardDescription>
      </CardHeader>
      <CardContent className="flex flex-col gap-3">
        <p>
          <Money amountMinor={unitPrice} currency={offer.currency} className="text-2xl font-semibold" />
          <span className="text-ink-muted">{per}</span>
        </p>
        <div className="flex flex-wrap empty:hidden md:min-h-6 md:empty:flex items-center gap-x-3 gap-y-2 text-ink-muted">
          {offer.held > 0 && (
            <Badge tone="success" className="numeric">
              <span>
                Active: {offer.held}
                {offer.heldAtMinor !== null && (
                  <>
                    {' '}
                    × <Money amountMinor={BigInt(offer.heldAtMinor)} currency={offer.currency} />
                  </>
                )}
              </span>
            </Badge>
          )}
          {offer.includedInPlan && <Badge tone="success">Included in your plan</Badge>}
          {offer.isStackable && <span className="numeric">Max: {offer.maxQuantity}</span>}
        </div>
      </CardContent>
      <CardFooter className="flex-col items-stretch gap-3">
        {choosesQuantity && (
          <div className="flex items-center justify-between gap-4">
            <QuantityStepper
              label={`Quantity of ${offer.name}`}
              value={quantity}
              max={offer.maxMore}
              onValueChange={setWanted}
            />
            <p aria-live="polite" className="text-right text-ink-muted">
              <span className="sr-only">Total </span>
              <Money
                amountMinor={unitPrice * BigInt(quantity)}
                currency={offer.currency}
                className="font-medium text-ink"
              />
              {per}
            </p>
          </div>
        )}
        {!offer.purchasable.allowed && !offer.includedInPlan && (
          <p id={reasonId} className="text-ink-muted">
            {offer.purchasable.reason}
          </p>
        )}
        {!offer.includedInPlan && (
          <Button
            variant={offer.purchasable.allowed ? 'soft' : 'secondary'}
            className="w-full"
            disabled={!offer.purchasable.allowed}
            aria-describedby={offer.purchasable.allowed ? titleId : `${titleId} ${reasonId}`}
            onClick={() => onBuy(quantity)}
          >
            <Plus aria-hidden />
            {offer.held > 0 ? 'Add More' : 'Purchase'}
          </Button>
        )}
      </CardFooter>
    </Card>
  )
}
