import type { StripeContext } from '../stripe-context.ts'

/** Any object by its id, whose prefix says what it is; null when there is none. */
export function findObject(context: StripeContext, id: string): object | null {
  const tables = {
    cus: context.customers,
    cbtxn: context.balanceChanges,
    prod: context.products,
    price: context.prices,
    pm: context.paymentMethods,
    pi: context.paymentIntents,
    seti: context.setupIntents,
    ch: context.charges,
    txn: context.balanceTransactions,
    re: context.refunds,
    du: context.disputes,
    sub: context.subscriptions,
    in: context.invoices,
    ii: context.invoiceItems,
    inpay: context.invoicePayments,
    cs: context.sessions,
    clock: context.testClocks,
  }
  const prefix = id.slice(0, id.indexOf('_'))
  const table = Object.entries(tables).find(([name]) => name === prefix)?.[1]
  // Products may carry ids of the caller's choice.
  return table?.find(id) ?? context.products.find(id)
}
