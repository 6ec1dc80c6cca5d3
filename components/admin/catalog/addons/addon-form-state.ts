import { differing, grantsOf, grantTexts, whole } from '#components/admin/catalog/form-values.ts'
import { parseAmount } from '#components/admin/purchases/parse-amount.ts'
import type { AddonChange, CatalogDetail } from '#lib/admin/catalog-schemas.ts'
import { toDecimalString } from '#lib/money/currency.ts'

type Availability = CatalogDetail['plans'][number]['availability'] | 'none'

/** What stands in the form, as it was typed. */
export type AddonForm = {
  name: string
  description: string
  badge: string
  icon: string
  sortOrder: string
  maxQuantity: string
  price: string
  isStackable: boolean
  selfService: boolean
  decrease: CatalogDetail['decrease']
  plans: Record<string, Availability>
  /** What of a feature is granted; empty: nothing, `unlimited`: without limit. */
  grants: Record<string, string>
}

export function formOf(addon: CatalogDetail): AddonForm {
  const { name, description, badge, icon, sortOrder, maxQuantity, priceMinor, currency } = addon
  const { isStackable, selfService, decrease } = addon
  const planOf = (code: string) => addon.plans.find((plan) => plan.code === code)?.availability ?? 'none'
  return {
    ...{ name, description, isStackable, selfService, decrease },
    badge: badge ?? '',
    icon: icon ?? '',
    sortOrder: String(sortOrder),
    maxQuantity: String(maxQuantity),
    price: priceMinor === null ? '' : toDecimalString(BigInt(priceMinor), currency),
    plans: Object.fromEntries(addon.familyPlans.map(({ code }) => [code, planOf(code)])),
    grants: grantTexts(addon.features, addon.grants),
  }
}

/** What differs from what is stored. What cannot be read as a number goes as null: the server says what is wrong. */
export function changeOf(addon: CatalogDetail, form: AddonForm) {
  return differing(valuesOf(addon, form), valuesOf(addon, formOf(addon)))
}

function valuesOf({ currency }: CatalogDetail, form: AddonForm) {
  return {
    name: form.name,
    description: form.description,
    badge: form.badge.trim() || null,
    icon: form.icon || null,
    sortOrder: whole(form.sortOrder),
    maxQuantity: form.isStackable ? whole(form.maxQuantity) : 1,
    isStackable: form.isStackable,
    selfService: form.selfService,
    decrease: form.decrease,
    priceMinor: parseAmount(form.price, currency),
    plans: Object.entries(form.plans).flatMap(([code, availability]) =>
      availability === 'none' ? [] : [{ code, availability }],
    ),
    grants: grantsOf(form.grants),
  } satisfies Record<keyof Omit<AddonChange, 'status'>, unknown>
}
