/** How a price says how often it is charged: "/month", "/year", "/3 months". */
export function perInterval(months: number): string {
  if (months === 1) return '/month'
  if (months === 12) return '/year'
  return `/${months} months`
}
