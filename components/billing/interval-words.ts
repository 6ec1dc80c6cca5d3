/** How a price says how often it is charged: "/month", "/year", "/3 months". */
export function perInterval(months: number): string {
  if (months === 1) return '/month'
  if (months === 12) return '/year'
  return `/${months} months`
}

/** The same inside a sentence: "every month", "every year", "every 3 months". */
export function everyInterval(months: number): string {
  if (months === 1) return 'every month'
  if (months === 12) return 'every year'
  return `every ${months} months`
}
