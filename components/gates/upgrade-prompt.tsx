import { Lock } from 'lucide-react'
import type { AddonAccess } from '#lib/entitlements/schemas.ts'
import { PriceWords, whoMayBuy } from './addon-words.tsx'
import { PurchaseButton } from './purchase-button.tsx'
import { upgradeCopy } from './upgrade-copy.ts'

/** In the place of a part of a page that is closed: what it would be, what it costs, and the way to it. */
export function UpgradePrompt({ addon }: { addon: AddonAccess }) {
  const { title, pitch } = upgradeCopy(addon)
  const { price } = addon
  return (
    <section
      aria-label={`${title} is not active`}
      className="flex flex-col gap-4 rounded-lg border border-line-strong/50 border-dashed bg-surface p-5 sm:flex-row sm:items-center sm:gap-6"
    >
      <span className="grid size-9 shrink-0 place-items-center rounded-md bg-sunken text-ink-muted">
        <Lock aria-hidden className="size-4" />
      </span>
      <div className="min-w-0 flex-1">
        <p className="font-medium">{title}</p>
        <p className="mt-0.5 text-ink-muted">{pitch}</p>
        <p className="mt-1 text-ink-muted">
          {price && (
            <>
              <PriceWords price={price} className="text-ink" />.{' '}
            </>
          )}
          {whoMayBuy(addon)}
        </p>
      </div>
      <PurchaseButton addon={addon} className="self-start sm:self-center" />
    </section>
  )
}
