import { parseAmount } from '#components/admin/purchases/parse-amount.ts'
import { AvailableAddonCard } from '#components/billing/addons/available-addon-card.tsx'
import type { CatalogDetail } from '#lib/admin/catalog-schemas.ts'
import { AddonBands } from './addon-bands.tsx'
import { type AddonForm, changeOf } from './addon-form-state.ts'

/**
 * The card as a customer meets it who holds none of it and may buy it, and how its price lies (S0.16). Nothing in the
 * card can be clicked.
 */
export function AddonPreview({ addon, form }: { addon: CatalogDetail; form: AddonForm }) {
  const priceMinor = parseAmount(form.price, addon.currency)
  const change = changeOf(addon, form)
  const maxQuantity = form.isStackable ? Number(form.maxQuantity) || 1 : 1
  return (
    <>
      <div inert>
        <AvailableAddonCard
          onBuy={() => undefined}
          offer={{
            code: addon.code,
            name: form.name || 'Without a name',
            description: form.description,
            type: addon.type,
            category: addon.category,
            icon: form.icon || null,
            badge: form.badge.trim() || null,
            isStackable: form.isStackable,
            maxQuantity,
            sortOrder: addon.sortOrder,
            grants: [],
            availableForPlans: [],
            unitPriceMinor: String(priceMinor ?? 0),
            currency: addon.currency,
            intervalMonths: addon.intervalMonths,
            includedInPlan: false,
            held: 0,
            heldAtMinor: null,
            pending: 0,
            maxMore: maxQuantity,
            purchasable: { allowed: true },
          }}
        />
      </div>
      {!('grants' in change || 'plans' in change) && <AddonBands addon={addon} priceMinor={priceMinor} />}
    </>
  )
}
