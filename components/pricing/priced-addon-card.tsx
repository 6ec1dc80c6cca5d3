import { perInterval } from '#components/billing/interval-words.ts'
import { whoMayBuy } from '#components/gates/addon-words.tsx'
import { PurchaseButton } from '#components/gates/purchase-button.tsx'
import { AddonIcon } from '#components/ui/addon-icon.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Money } from '#components/ui/money.tsx'
import type { PriceList } from '#lib/catalog/schemas.ts'
import type { AddonAccess } from '#lib/entitlements/schemas.ts'
import { signInTo } from './sign-in-to.ts'

type PricedAddonCardProps = {
  addon: PriceList['addons'][number]
  /** How the viewer stands to it; null for who is no customer of the family. */
  access: AddonAccess | null
  isVisitor: boolean
}

/** An add-on: what it gives, what it costs, and on which plans. */
export function PricedAddonCard({ addon, access, isVisitor }: PricedAddonCardProps) {
  const { name, description, icon, badge, price } = addon
  const path = `/billing?addon=${encodeURIComponent(addon.code)}&quantity=1`
  return (
    <Card className="h-full gap-4 p-5">
      <div className="flex items-start justify-between gap-3">
        <span className="grid size-9 place-items-center rounded-md bg-accent-soft text-accent-ink">
          <AddonIcon name={icon} />
        </span>
        {access?.active ? (
          <Badge tone="success">{access.includedInPlan ? 'Included in your plan' : 'Active'}</Badge>
        ) : (
          badge && <Badge tone="accent">{badge}</Badge>
        )}
      </div>
      <div>
        <p className="font-semibold text-base">{name}</p>
        <p className="mt-1 text-ink-muted">{description}</p>
      </div>
      <p>
        <Money amountMinor={price.amountMinor} currency={price.currency} className="text-2xl font-semibold" />
        <span className="text-ink-muted">{perInterval(price.intervalMonths)}</span>
      </p>
      <p className="text-ink-muted">{whoMayBuy(addon)}</p>
      <div className="mt-auto flex flex-col empty:hidden">
        {access && !access.active && <PurchaseButton addon={access} className="w-full" />}
        {isVisitor && (
          <Button variant="secondary" asChild>
            <a href={signInTo(path)}>Sign in to add it</a>
          </Button>
        )}
      </div>
    </Card>
  )
}
