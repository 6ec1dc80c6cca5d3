/** How a tax is worked out: `gst` by India's places of supply, `vat` by the EU's, `flat` wherever the buyer is. */
export type TaxKind = 'gst' | 'vat' | 'flat'

/** A tax an issuer charges. Rates are basis points: 1800 is 18 %. */
export type Tax = {
  code: string
  name: string
  kind: TaxKind
  rateBasisPoints: number
  /** GST only: a registered buyer owes it to the state itself. */
  reverseCharge: boolean
  /**
   * VAT only: the rates of other member states, by country, that consumers there are charged. Where one is missing the
   * issuer's own rate applies, as it does below the threshold of distance sales.
   */
  countryRates: Readonly<Record<string, number>>
}

export type TaxIdKind = 'gstin' | 'eu_vat' | 'other'

/** A tax number whose form and check digits were looked at when it was given (`check-tax-id.ts`). */
export type TaxId = { kind: TaxIdKind; value: string }

/** Where somebody who sells or buys is. Countries are ISO 3166 codes, states India's two digits. */
export type Party = { country: string | null; stateCode: string | null; taxId: TaxId | null }

/** One part of a tax as a document names it, such as CGST at 900. */
export type TaxRate = { code: string; name: string; rateBasisPoints: number }

/** A part of a tax with what it comes to, minor units. */
export type TaxComponent = TaxRate & { baseMinor: bigint; amountMinor: bigint }

/** Why a tax is, or is not, charged. */
export type TaxTreatment = 'taxed' | 'export' | 'reverse_charge' | 'outside_scope'
