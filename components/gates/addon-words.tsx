import { perInterval } from '#components/billing/interval-words.ts'
import { Money } from '#components/ui/money.tsx'
import type { AddonAccess } from '#lib/entitlements/schemas.ts'
import { formatMoney } from '#lib/money/format-money.ts'

type Price = NonNullable<AddonAccess['price']>

/** "€499/month". */
export function PriceWords({ price, className }: { price: Price; className?: string }) {
  const { amountMinor, currency, intervalMonths } = price
  return (
    <span className="whitespace-nowrap">
      <Money amountMinor={amountMinor} currency={currency} className={className} />
      {perInterval(intervalMonths)}
    </span>
  )
}

/** "€499/month", where only text can stand. */
export function priceText({ amountMinor, currency, intervalMonths }: Price): string {
  return `${formatMoney({ amountMinor: BigInt(amountMinor), currency })}${perInterval(intervalMonths)}`
}

/** "Sold on Growth and Pro, included in Enterprise." */
export function whoMayBuy({
  availableForPlans,
  includedInPlans,
}: Pick<AddonAccess, 'availableForPlans' | 'includedInPlans'>): string {
  const list = (plans: readonly { name: string }[], word: string) =>
    plans.length === 0 ? [] : [`${word} ${names.format(plans.map(({ name }) => name))}`]
  const parts = [...list(availableForPlans, 'sold on'), ...list(includedInPlans, 'included in')]
  const sentence = parts.join(', ')
  return sentence === '' ? 'Not on sale.' : `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`
}

const names = new Intl.ListFormat('en-GB', { type: 'conjunction' })
