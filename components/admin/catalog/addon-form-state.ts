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
  const grantOf = (code: string) => {
    const grant = addon.grants.find(({ feature }) => feature === code)
    return grant === undefined ? '' : String(grant.value ?? 'unlimited')
  }
  return {
    ...{ name, description, isStackable, selfService, decrease },
    badge: badge ?? '',
    icon: icon ?? '',
    sortOrder: String(sortOrder),
    maxQuantity: String(maxQuantity),
    price: priceMinor === null ? '' : toDecimalString(BigInt(priceMinor), currency),
    plans: Object.fromEntries(addon.familyPlans.map(({ code }) => [code, planOf(code)])),
    grants: Object.fromEntries(addon.features.map(({ code }) => [code, grantOf(code)])),
  }
}

/** What differs from what is stored. What cannot be read as a number goes as null: the server says what is wrong. */
export function changeOf(addon: CatalogDetail, form: AddonForm): Record<string, unknown> {
  const values = valuesOf(addon, form)
  const stored = valuesOf(addon, formOf(addon))
  return Object.fromEntries(
    Object.entries(values).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(stored[key as keyof typeof stored]),
    ),
  )
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
    grants: Object.entries(form.grants).flatMap(([feature, text]) =>
      text.trim() === '' ? [] : [{ feature, value: text.trim() === 'unlimited' ? null : (whole(text) ?? 0) }],
    ),
  } satisfies Record<keyof Omit<AddonChange, 'status'>, unknown>
}

function whole(text: string): number | null {
  return /^\s*\d{1,15}\s*$/.test(text) ? Number(text) : null
}
