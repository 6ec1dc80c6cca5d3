import { euVat, stdnum, type Validator } from 'stdnum'
import { EU_MEMBERS, taxIdKindOf } from './place-rules.ts'
import type { TaxId } from './tax.ts'

/**
 * Whether a tax number is one of its country's: form and check digits, by the country's own rules, in capitals and
 * without spaces. It does not ask the authority (VIES, the GST portal) whether it was issued. Greece's ids begin with
 * EL. Of countries other than India and the EU's only the characters are looked at: no tax here depends on them.
 */
export function checkTaxId(options: {
  country: string
  value: string
}): { taxId: TaxId } | { reason: string } {
  const { country } = options
  const kind = taxIdKindOf(country)
  const value = options.value.toUpperCase().replace(/[\s.-]/g, '')
  switch (kind) {
    case 'gstin': {
      const trouble = troubleOf(stdnum.IN?.gstin, value)
      return trouble ? { reason: `This is not a GSTIN: ${trouble}.` } : { taxId: { kind, value } }
    }
    case 'eu_vat': {
      const prefix = prefixOf(country)
      const other = EU_MEMBERS.find((member) => member !== country && value.startsWith(prefixOf(member)))
      const digits = value.startsWith(prefix) ? value.slice(2) : value
      const trouble = troubleOf(euVat[country]?.[0], digits)
      if (!trouble) return { taxId: { kind, value: `${prefix}${digits}` } }
      return other && !value.startsWith(prefix)
        ? { reason: `This is a VAT ID of ${nameOf(other)}, and the address is in ${nameOf(country)}.` }
        : { reason: `This is not a VAT ID of ${nameOf(country)}: ${trouble}.` }
    }
    case 'other':
      return /^[\p{L}\d/&]{2,30}$/u.test(value)
        ? { taxId: { kind, value } }
        : { reason: 'A tax number has letters and digits, two to thirty of them.' }
    default:
      throw kind satisfies never
  }
}

/** What is wrong with a number, in words; null for nothing. */
function troubleOf(validator: Validator | undefined, value: string): string | null {
  switch (errorOf(validator, value)) {
    case null:
      return null
    case 'InvalidLength':
      return 'it has the wrong length'
    case 'InvalidChecksum':
      return 'its check digit is wrong'
    default:
      return 'it does not have the form of one'
  }
}

function errorOf(validator: Validator | undefined, value: string): string | null {
  try {
    const found = validator?.validate(value)
    return found?.isValid ? null : (found?.error.name ?? 'Unknown')
  } catch {
    // The library stumbles over some texts that are no number at all.
    return 'InvalidFormat'
  }
}

function prefixOf(country: string): string {
  return country === 'GR' ? 'EL' : country
}

function nameOf(country: string): string {
  return new Intl.DisplayNames('en', { type: 'region' }).of(country) ?? country
}
