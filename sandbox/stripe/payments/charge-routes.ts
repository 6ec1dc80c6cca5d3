import { z } from 'zod'
import { apiRoute } from '../api/api-route.ts'
import { listPage } from '../api/list-page.ts'
import { nothing, pageFields, text } from '../api/params.ts'
import { noSuch } from '../api/stripe-error.ts'

export const chargeRoutes = [
  apiRoute({
    method: 'GET',
    path: '/v1/charges',
    input: z.strictObject({ ...pageFields, customer: text.optional(), payment_intent: text.optional() }),
    run: ({ charges }, { input }) =>
      listPage(charges, {
        url: '/v1/charges',
        what: 'charge',
        page: input,
        filters: { 'customer = ?': input.customer, 'payment_intent = ?': input.payment_intent },
      }),
  }),
  apiRoute({
    method: 'GET',
    path: '/v1/charges/:id',
    input: nothing,
    run: ({ charges }, { id }) => {
      const charge = charges.find(id)
      if (!charge) throw noSuch({ what: 'charge', id })
      return charge
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/v1/balance_transactions',
    input: z.strictObject({ ...pageFields, source: text.optional() }),
    run: ({ balanceTransactions }, { input }) =>
      listPage(balanceTransactions, {
        url: '/v1/balance_transactions',
        what: 'balance transaction',
        page: input,
        filters: { 'source = ?': input.source },
      }),
  }),
  apiRoute({
    method: 'GET',
    path: '/v1/balance_transactions/:id',
    input: nothing,
    run: ({ balanceTransactions }, { id }) => {
      const transaction = balanceTransactions.find(id)
      if (!transaction) throw noSuch({ what: 'balance transaction', id })
      return transaction
    },
  }),
]
