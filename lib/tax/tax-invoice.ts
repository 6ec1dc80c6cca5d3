import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { type TaxedAmount, taxAmount } from './amount-rules.ts'
import { loadParties } from './load-parties.ts'
import { applyTax, type Parties, placeOfSupply, taxNote } from './place-rules.ts'
import { chooseTaxes } from './precedence-rules.ts'
import { INDIAN_STATES } from './schemas.ts'
import type { Tax } from './tax.ts'

export type LineToTax = {
  addonId: string | null
  planId: string | null
  /** Minor units; with its tax where prices include it. Negative: a credit on the same bill. */
  amountMinor: bigint
  /** Of the issuer's taxes; without: the add-on's, the customer's or the family's. An empty list is no tax. */
  taxCodes?: readonly string[] | null
}

/** A line, what of it is tax, and India's code of what it is about. */
export type TaxedLine<Line extends LineToTax> = { line: Line; tax: TaxedAmount; hsnSac: string | null }

/** What an invoice says of tax (Rule 46 of the CGST Rules, Article 226 of Directive 2006/112/EC). */
export type TaxedInvoice<Line extends LineToTax> = {
  lines: TaxedLine<Line>[]
  /** The taxable value, its tax, and both. */
  subtotalMinor: bigint
  taxMinor: bigint
  totalMinor: bigint
  /** `29-Karnataka`, `Germany`; null where nothing has a tax. */
  placeOfSupply: string | null
  reverseCharge: boolean
  /** Why a tax is not charged. */
  notes: string[]
} & Pick<Awaited<ReturnType<typeof loadParties>>, 'issuerSnapshot' | 'customerSnapshot'>

/**
 * Works out the tax of an invoice's lines as things are now; writes nothing, so that a preview is the same (S1.5).
 * Throws `tax_not_found` for a code the issuer has no tax of.
 *
 * @param options.familyId whose taxes apply where neither line, add-on nor customer has one
 */
export async function taxInvoice<Line extends LineToTax>(
  tx: DatabaseOrTransaction,
  options: {
    issuerId: string
    customerId: string
    familyId: string | null
    pricesIncludeTax: boolean
    lines: readonly Line[]
  },
): Promise<TaxedInvoice<Line>> {
  const { lines, pricesIncludeTax } = options
  const { seller, buyer, ...snapshots } = await loadParties(tx, options)
  const taxesOf = await loadTaxes(tx, options)
  const hsnSacOf = await loadHsnSac(tx, lines)
  const all = lines.map((line) => ({
    line,
    applied: taxesOf(line).map((tax) => apply({ tax, seller, buyer })),
  }))
  const taxed = all.map(({ line, applied }) => {
    const rates = applied.flatMap((found) => found.rates)
    const tax = taxAmount({ amountMinor: line.amountMinor, rates, pricesIncludeTax })
    return { line, tax, hsnSac: hsnSacOf(line) }
  })
  const applied = all.flatMap((line) => line.applied)
  const sum = (part: (tax: TaxedAmount) => bigint) => taxed.reduce((total, { tax }) => total + part(tax), 0n)
  return {
    ...snapshots,
    lines: taxed,
    subtotalMinor: sum((tax) => tax.netMinor),
    taxMinor: sum((tax) => tax.taxMinor),
    totalMinor: sum((tax) => tax.totalMinor),
    placeOfSupply: applied.length > 0 ? printedPlace({ seller, buyer }) : null,
    reverseCharge: applied.some(({ treatment }) => treatment === 'reverse_charge'),
    notes: [...new Set(applied.flatMap(({ note }) => note ?? []))],
  }
}

function apply(options: Parties & { tax: Tax }) {
  const { treatment, rates } = applyTax(options)
  return { treatment, rates, note: taxNote({ tax: options.tax, treatment }) }
}

function printedPlace(parties: Parties): string | null {
  const { country, stateCode } = placeOfSupply(parties)
  const name = country && new Intl.DisplayNames('en', { type: 'region' }).of(country)
  return stateCode ? `${stateCode}-${INDIAN_STATES[stateCode] ?? 'Other Countries'}` : (name ?? null)
}

/** The taxes of each line, by precedence. */
async function loadTaxes(
  tx: DatabaseOrTransaction,
  options: { issuerId: string; customerId: string; familyId: string | null; lines: readonly LineToTax[] },
): Promise<(line: LineToTax) => readonly Tax[]> {
  const { issuerId, customerId, familyId } = options
  const codes = options.lines.flatMap((line) => line.taxCodes ?? [])
  const addonIds = options.lines.flatMap((line) => line.addonId ?? [])
  const owners = [{ addonId: { in: addonIds } }, { customerId }, ...(familyId ? [{ familyId }] : [])]
  const taxes = await tx.tax.findMany({
    where: { issuerId, OR: [{ code: { in: codes } }, { assignments: { some: { OR: owners } } }] },
    include: { countryRates: true, assignments: { where: { OR: owners } } },
    orderBy: { code: 'asc' },
  })
  const known = taxes.map(({ assignments, countryRates, ...tax }) => {
    const rates = countryRates.map((rate) => [rate.country, rate.rateBasisPoints])
    return { tax: { ...tax, countryRates: Object.fromEntries(rates) } satisfies Tax, assignments }
  })
  const unknown = codes.find((code) => !known.some(({ tax }) => tax.code === code))
  if (unknown !== undefined) {
    throw new DomainError({
      kind: 'not_found',
      code: 'tax_not_found',
      detail: `There is no tax "${unknown}".`,
    })
  }
  const having = (is: (owner: (typeof known)[number]['assignments'][number]) => boolean) =>
    known.flatMap(({ tax, assignments }) => (assignments.some(is) ? [tax] : []))
  return (line) =>
    chooseTaxes({
      line: line.taxCodes
        ? known.flatMap(({ tax }) => (line.taxCodes?.includes(tax.code) ? [tax] : []))
        : null,
      addon: having((owner) => owner.addonId !== null && owner.addonId === line.addonId),
      customer: having((owner) => owner.customerId !== null),
      family: having((owner) => owner.familyId !== null),
    })
}

/** India's code of what a line is about. */
async function loadHsnSac(
  tx: DatabaseOrTransaction,
  lines: readonly LineToTax[],
): Promise<(line: LineToTax) => string | null> {
  const select = { id: true, hsnSac: true }
  const idIn = (ids: (string | null)[]) => ({ id: { in: ids.flatMap((id) => id ?? []) } })
  const addons = await tx.addon.findMany({ where: idIn(lines.map((line) => line.addonId)), select })
  const plans = await tx.plan.findMany({ where: idIn(lines.map((line) => line.planId)), select })
  const codes = new Map([...addons, ...plans].map(({ id, hsnSac }) => [id, hsnSac]))
  return (line) => codes.get(line.addonId ?? line.planId ?? '') ?? null
}
