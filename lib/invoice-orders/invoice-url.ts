/** Where pages of a provider or a bank send the payer of an invoice afterwards. */
export function invoiceUrlOf(invoiceId: string): string {
  return new URL(`/billing/invoices/${invoiceId}?returned=true`, process.env.APP_URL).href
}
