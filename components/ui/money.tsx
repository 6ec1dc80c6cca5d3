import { formatMoney } from '#lib/money/format-money.ts'
import { cn } from './cn.ts'

type MoneyProps = {
  /** Minor units, a whole number. */
  amountMinor: number | bigint
  currency: string
  /** `always` where amounts stand under each other, and on a button that charges. */
  decimals?: 'auto' | 'always'
  className?: string
}

/** An amount always shows its currency; the digits come from the integer, never from a float. */
export function Money({ amountMinor, currency, decimals, className }: MoneyProps) {
  return (
    <span className={cn('numeric whitespace-nowrap', className)}>
      {formatMoney({ amountMinor: BigInt(amountMinor), currency, decimals })}
    </span>
  )
}
