import { z } from 'zod'
import { apiRoute } from '../api/api-route.ts'
import { createdFilters, listPage } from '../api/list-page.ts'
import { mergeMetadata } from '../api/merge-metadata.ts'
import { createdField, currency, integer, metadata, nothing, pageFields, text } from '../api/params.ts'
import { noSuch } from '../api/stripe-error.ts'
import { attachPaymentMethod } from '../cards/attach-payment-method.ts'
import { changeBalance } from './change-balance.ts'
import { createCustomer, createCustomerInput, updateCustomerInput } from './create-customer.ts'
import { requireCustomer } from './require-customer.ts'
import { updateCustomer } from './update-customer.ts'

export const customerRoutes = [
  apiRoute({
    method: 'POST',
    path: '/v1/customers',
    input: createCustomerInput,
    run: (act, { input }) => {
      const { id } = createCustomer(act, input)
      if (input.payment_method) attachPaymentMethod(act, { id: input.payment_method, customer: id })
      const { balance, invoice_settings } = input
      return updateCustomer(act, { id, input: { balance, invoice_settings } })
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/v1/customers',
    input: z.strictObject({ ...pageFields, ...createdField, email: text.optional() }),
    run: ({ customers }, { input }) =>
      listPage(customers, {
        url: '/v1/customers',
        what: 'customer',
        page: input,
        filters: { 'email = ?': input.email, ...createdFilters(input.created) },
      }),
  }),
  apiRoute({
    method: 'GET',
    path: '/v1/customers/:id',
    input: nothing,
    run: (act, { id }) => requireCustomer(act, { id, param: 'id', status: 404 }),
  }),
  apiRoute({
    method: 'POST',
    path: '/v1/customers/:id',
    input: updateCustomerInput,
    run: updateCustomer,
  }),
  apiRoute({
    method: 'GET',
    path: '/v1/customers/:id/balance_transactions',
    input: z.strictObject(pageFields),
    run: ({ balanceChanges }, { id, input }) =>
      listPage(balanceChanges, {
        url: `/v1/customers/${id}/balance_transactions`,
        what: 'customer balance transaction',
        page: input,
        filters: { 'customer = ?': id },
      }),
  }),
  apiRoute({
    method: 'POST',
    path: '/v1/customers/:id/balance_transactions',
    input: z.strictObject({
      amount: integer,
      currency,
      description: text.optional(),
      metadata: metadata.optional(),
    }),
    run: (act, { id, input }) =>
      changeBalance(act, {
        customer: id,
        amount: input.amount,
        currency: input.currency,
        type: 'adjustment',
        description: input.description ?? null,
        metadata: mergeMetadata({}, input.metadata),
      }),
  }),
  apiRoute({
    method: 'GET',
    path: '/v1/customers/:id/balance_transactions/:transaction',
    input: nothing,
    run: ({ balanceChanges }, { ids }) => {
      const change = balanceChanges.find(ids.transaction ?? '')
      if (!change) throw noSuch({ what: 'customer balance transaction', id: ids.transaction ?? '' })
      return change
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/v1/customers/:id/payment_methods',
    input: z.strictObject({ ...pageFields, type: text.optional() }),
    run: ({ paymentMethods }, { id, input }) =>
      listPage(paymentMethods, {
        url: `/v1/customers/${id}/payment_methods`,
        what: 'PaymentMethod',
        page: input,
        filters: { 'customer = ?': id },
      }),
  }),
]
