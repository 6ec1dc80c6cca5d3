import { exponentOf } from './exponent-of.ts'

/** `35800` paise as "₹358.00", −5 cents as "-$0.05"; put together as text, never as a float. */
export function formatAmount({
  amount,
  currency,
}: {
  readonly amount: number
  readonly currency: string
}): string {
  const exponent = exponentOf(currency)
  const digits = String(Math.abs(amount)).padStart(exponent + 1, '0')
  const whole = digits.slice(0, digits.length - exponent)
  const fraction = digits.slice(digits.length - exponent)
  const format = new Intl.NumberFormat(currency.toUpperCase() === 'INR' ? 'en-IN' : 'en-US', {
    style: 'currency',
    currency,
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  })
  const text = format
    .formatToParts(BigInt(whole))
    .map((part) => (part.type === 'fraction' ? fraction : part.value))
    .join('')
  return amount < 0 ? `-${text}` : text
}
