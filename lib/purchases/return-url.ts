/** Where the product shows how a purchase stands. */
export function purchasePath(purchaseId: string): string {
  return `/billing?purchase=${purchaseId}`
}

/** Where a provider's or a bank's own pages send the payer afterwards. */
export function returnUrlOf(purchaseId: string): string {
  return new URL(purchasePath(purchaseId), process.env.APP_URL).href
}
