import { Money } from '#components/ui/money.tsx'
import type { Analytics } from '#lib/analytics/schemas.ts'
import { formatMoney } from '#lib/money/format-money.ts'
import { FigureCard } from './figure-card.tsx'
import { amountChange, shareChange, shareWords } from './figure-words.ts'

type FiguresProps = { data: Analytics; hrefOf: (figure: string, more?: Record<string, string>) => string }

/** The figures of E.2. States are compared with the beginning of the range, flows with the range before it. */
export function Figures({ data, hrefOf }: FiguresProps) {
  const { currency, mrr, customers, movements, arpu, addonSpend } = data
  const amount = (amountMinor: number | null) =>
    amountMinor === null ? '–' : <Money amountMinor={amountMinor} currency={currency} decimals="always" />
  const text = (amountMinor: number) => formatMoney({ amountMinor: BigInt(amountMinor), currency })
  const { during, before } = movements
  const churnShare = mrr.beforeMinor > 0 ? -during.churn / mrr.beforeMinor : null
  return (
    <ul className="grid grid-cols-2 gap-3 xl:grid-cols-4">
      <FigureCard
        name="MRR with add-ons"
        value={amount(mrr.valueMinor)}
        change={amountChange(mrr.valueMinor, mrr.beforeMinor, currency)}
        detail={`${text(mrr.addonMinor)} add-ons, ${text(mrr.graceMinor)} in grace`}
        good="up"
        href={hrefOf('mrr')}
      />
      <FigureCard
        name="ARPU"
        value={amount(arpu.valueMinor)}
        change={amountChange(arpu.valueMinor, arpu.beforeMinor, currency)}
        detail={`MRR ÷ ${customers.paying} paying customers`}
        good="up"
        href={hrefOf('customers', { who: 'paying' })}
      />
      <FigureCard
        name="Add-on spend per customer"
        value={amount(addonSpend.valueMinor)}
        change={amountChange(addonSpend.valueMinor, addonSpend.beforeMinor, currency)}
        detail="A month, over paying customers"
        good="up"
        href={hrefOf('customers', { who: 'paying', sort: '-addon' })}
      />
      <FigureCard
        name="Attach rate"
        value={shareWords(data.attachRate.share)}
        change={shareChange(data.attachRate.share, data.attachRate.before.share)}
        detail={`${data.attachRate.part} of ${data.attachRate.whole} customers pay for an add-on`}
        good="up"
        href={hrefOf('customers', { who: 'with_addons' })}
      />
      <FigureCard
        name="Expansion"
        value={amount(during.expansion)}
        change={amountChange(during.expansion, before.expansion, currency)}
        detail={`Of who stays; contraction ${text(-during.contraction)}`}
        good="up"
        href={hrefOf('movements', { kind: 'expansion' })}
      />
      <FigureCard
        name="Churn"
        value={amount(-during.churn)}
        change={amountChange(-during.churn, -before.churn, currency)}
        detail={`${shareWords(churnShare)} of the MRR at the beginning`}
        good="down"
        href={hrefOf('movements', { kind: 'churn' })}
      />
      <FigureCard
        name="Upgrade conversion"
        value={shareWords(data.upgradeConversion.share)}
        change={shareChange(data.upgradeConversion.share, data.upgradeConversion.before.share)}
        detail={`${data.upgradeConversion.part} of ${data.upgradeConversion.whole} who could`}
        good="up"
        href={hrefOf('upgrades')}
      />
      <FigureCard
        name="Renewals without a person"
        value={shareWords(data.renewalsByThemselves.share)}
        change={shareChange(data.renewalsByThemselves.share, data.renewalsByThemselves.before.share)}
        detail={`${data.renewalsByThemselves.part} of ${data.renewalsByThemselves.whole} renewals`}
        good="up"
        href={hrefOf('renewals')}
      />
    </ul>
  )
}
