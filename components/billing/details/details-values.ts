import type { BillingDetailsRequest, BillingDetailsResponse } from '#lib/tax/schemas.ts'
import { COUNTRIES, INDIAN_STATES } from '#lib/tax/schemas.ts'

/** What stands in the fields of the form: text, also where nothing is chosen yet. */
export type DetailsValues = { [Field in keyof BillingDetailsRequest]: string }

/** What the form begins with: what was given before, or what else is known. */
export function beginWith({ details, suggested }: BillingDetailsResponse): DetailsValues {
  return {
    legalName: details?.legalName ?? suggested.legalName,
    line1: details?.line1 ?? '',
    line2: details?.line2 ?? '',
    city: details?.city ?? '',
    postalCode: details?.postalCode ?? '',
    state: details?.state ?? '',
    stateCode: details?.stateCode ?? '',
    country: details?.country ?? suggested.country ?? '',
    taxId: details?.taxId ?? '',
  }
}

/** What is sent. Of the two ways to say a state, the one the country has. */
export function toRequest(values: DetailsValues): BillingDetailsRequest {
  const inIndia = values.country === 'IN'
  return {
    ...values,
    state: inIndia ? '' : values.state,
    stateCode: inIndia && values.stateCode !== '' ? values.stateCode : null,
    taxId: values.taxId.trim() === '' ? null : values.taxId,
  }
}

type Option = { value: string; label: string }

/** Countries by name, after one that asks to choose. */
export function countryOptions(): Option[] {
  const names = new Intl.DisplayNames('en', { type: 'region' })
  const known = COUNTRIES.map((code) => ({ value: code, label: names.of(code) ?? code }))
  return [{ value: '', label: 'Choose a country' }, ...byLabel(known)]
}

/** India's states by name, after one that asks to choose. */
export function stateOptions(): Option[] {
  const known = Object.entries(INDIAN_STATES).map(([value, label]) => ({ value, label }))
  return [{ value: '', label: 'Choose a state' }, ...byLabel(known)]
}

function byLabel(options: Option[]): Option[] {
  return options.toSorted((a, b) => a.label.localeCompare(b.label, 'en'))
}
