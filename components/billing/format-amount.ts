/** "5 GB", "10,000 calls", "Unlimited". `amount` null is "without limit". */
export function formatAmount({ amount, unit }: { amount: number | null; unit: string }): string {
  if (amount === null) return 'Unlimited'
  const digits = new Intl.NumberFormat('en').format(amount)
  return unit === '' ? digits : `${digits} ${unit}`
}
