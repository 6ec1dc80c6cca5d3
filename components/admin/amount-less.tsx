import { Money } from '#components/ui/money.tsx'

type AmountLessProps = { amountMinor: number; lessMinor: number; currency: string; word: string }

/** An amount and, below it, what went back of it, if any: `word` says how to who cannot see the sign. */
export function AmountLess({ amountMinor, lessMinor, currency, word }: AmountLessProps) {
  return (
    <>
      <Money amountMinor={amountMinor} currency={currency} decimals="always" />
      {lessMinor > 0 && (
        <p className="whitespace-nowrap text-ink-muted">
          <span className="sr-only">{word}: </span>−
          <Money amountMinor={lessMinor} currency={currency} decimals="always" />
        </p>
      )}
    </>
  )
}
