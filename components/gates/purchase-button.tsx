import Link from 'next/link'
import { Button } from '#components/ui/button.tsx'
import type { AddonAccess } from '#lib/entitlements/schemas.ts'
import { PriceWords } from './addon-words.tsx'
import { purchaseLink } from './purchase-link.ts'

/** Leads into the purchase, with what it costs on it. */
export function PurchaseButton({ addon, className }: { addon: AddonAccess; className?: string }) {
  const { price, purchasable, requiredPlan } = addon
  return (
    <Button asChild className={className}>
      <Link href={purchaseLink(addon)}>
        {purchasable.allowed && price && (
          <span>
            Add for <PriceWords price={price} />
          </span>
        )}
        {!purchasable.allowed && requiredPlan && `Upgrade to ${requiredPlan.name} and add it`}
        {!purchasable.allowed && !requiredPlan && 'Go to billing'}
      </Link>
    </Button>
  )
}
