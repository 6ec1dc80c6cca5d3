import { Check, Lock } from 'lucide-react'
import Link from 'next/link'
import { perInterval } from '#components/billing/interval-words.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Money } from '#components/ui/money.tsx'
import type { AddonAccess, FeatureAccessResponse } from '#lib/entitlements/schemas.ts'
import { PriceWords, whoMayBuy } from './addon-words.tsx'
import { offerOf } from './gate-access.ts'
import { PurchaseButton } from './purchase-button.tsx'
import { upgradeCopy } from './upgrade-copy.ts'

/** S3.6 a whole page that is closed: what it gives, who may buy it, what it costs, and the way into the purchase. */
export function UpgradeLanding({ access }: { access: FeatureAccessResponse }) {
  const offer = offerOf(access)
  if (!offer) {
    return (
      <EmptyState icon={Lock} title={`${access.feature.name} is not part of what you hold`}>
        Nothing on sale brings it at the moment.
      </EmptyState>
    )
  }
  const { title, pitch, points } = upgradeCopy(offer)
  return (
    <article className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_19rem] lg:gap-12">
      <div>
        <Badge>
          <Lock aria-hidden />
          Not active
        </Badge>
        <h1 className="mt-3 text-2xl font-semibold">{title}</h1>
        <p className="mt-2 max-w-prose text-base text-ink-muted">{pitch}</p>
        <ul className="mt-6 flex flex-col gap-3">
          {points.map((point) => (
            <li key={point} className="flex gap-3">
              <Check aria-hidden className="mt-0.5 size-4 shrink-0 text-success-ink" />
              {point}
            </li>
          ))}
        </ul>
      </div>
      <OfferCard access={access} offer={offer} />
    </article>
  )
}

function OfferCard({ access, offer }: { access: FeatureAccessResponse; offer: AddonAccess }) {
  const { price, requiredPlan } = offer
  return (
    <Card className="h-fit gap-4 p-5">
      {price && (
        <p>
          <Money
            amountMinor={price.amountMinor}
            currency={price.currency}
            className="text-2xl font-semibold"
          />
          <span className="text-ink-muted">{perInterval(price.intervalMonths)}</span>
        </p>
      )}
      <p className="text-ink-muted">
        {whoMayBuy(offer)}
        {access.plan && ` You are on ${access.plan.name}.`}
      </p>
      {requiredPlan?.price && (
        <p className="text-ink-muted">
          {requiredPlan.name} costs <PriceWords price={requiredPlan.price} className="text-ink" />.
        </p>
      )}
      <PurchaseButton addon={offer} className="w-full" />
      <OtherWays access={access} offer={offer} />
      <Button variant="link" asChild className="self-start">
        <Link href="/pricing">Compare plans and add-ons</Link>
      </Button>
    </Card>
  )
}

/** What else brings it: larger add-ons, and plans it comes with. */
function OtherWays({ access, offer }: { access: FeatureAccessResponse; offer: AddonAccess }) {
  const others = [
    ...access.addons.filter(({ code }) => code !== offer.code).map(({ name, price }) => ({ name, price })),
    ...access.plans.map(({ name, price }) => ({ name: `${name} plan`, price })),
  ]
  if (others.length === 0) return null
  return (
    <div className="border-t border-line pt-4 text-ink-muted">
      <p>Also part of</p>
      <ul className="mt-1 flex flex-col gap-1">
        {others.map(({ name, price }) => (
          <li key={name} className="flex justify-between gap-4">
            <span className="text-ink">{name}</span>
            {price && <PriceWords price={price} />}
          </li>
        ))}
      </ul>
    </div>
  )
}
