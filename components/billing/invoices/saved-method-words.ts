import type { WaysToPay } from '#lib/invoice-orders/schemas.ts'

/** A saved payment method as its owner calls it: `Visa •• 4242`. */
export function savedMethodWords({ kind, brand, last4 }: NonNullable<WaysToPay['saved']>): string {
  const name = (brand ?? kind).replaceAll('_', ' ')
  const shown = name.charAt(0).toUpperCase() + name.slice(1)
  return last4 === null ? shown : `${shown} •• ${last4}`
}
