import { z } from 'zod'
import { apiRoute } from '../api/api-route.ts'
import { createdFilters, listPage } from '../api/list-page.ts'
import { mergeMetadata } from '../api/merge-metadata.ts'
import {
  createdField,
  flag,
  ignored,
  metadata,
  nothing,
  oneOf,
  pageFields,
  text,
  textOrNothing,
} from '../api/params.ts'
import { slicePage } from '../api/slice-page.ts'
import { invalidRequest, noSuch } from '../api/stripe-error.ts'
import { findPaymentMethod } from '../cards/find-payment-method.ts'
import { requireAttached } from '../cards/require-attached.ts'
import type { Invoice } from '../objects/invoice.ts'
import type { StripeContext } from '../stripe-context.ts'
import { previewChange, previewInput } from '../subscriptions/preview-change.ts'
import { finalizeInvoice } from './finalize-invoice.ts'
import { payInvoice } from './pay-invoice.ts'
import { saveInvoice } from './save-invoice.ts'
import { settleInvoice } from './settle-invoice.ts'
import { voidInvoice } from './void-invoice.ts'

function requireInvoice({ invoices }: StripeContext, id: string): Invoice {
  const invoice = invoices.find(id)
  if (!invoice) throw noSuch({ what: 'invoice', id, param: 'invoice' })
  return invoice
}

export const invoiceRoutes = [
  apiRoute({
    method: 'POST',
    path: '/v1/invoices/create_preview',
    input: previewInput,
    run: (act, { input }) => previewChange(act, input),
  }),
  apiRoute({
    method: 'GET',
    path: '/v1/invoices',
    input: z.strictObject({
      ...pageFields,
      ...createdField,
      customer: text.optional(),
      subscription: text.optional(),
      status: oneOf(['draft', 'open', 'paid', 'uncollectible', 'void']).optional(),
    }),
    run: ({ invoices }, { input }) =>
      listPage(invoices, {
        url: '/v1/invoices',
        what: 'invoice',
        page: input,
        filters: {
          'customer = ?': input.customer,
          'subscription = ?': input.subscription,
          'status = ?': input.status,
          ...createdFilters(input.created),
        },
      }),
  }),
  apiRoute({
    method: 'GET',
    path: '/v1/invoices/:id',
    input: nothing,
    run: (act, { id }) => requireInvoice(act, id),
  }),
  apiRoute({
    method: 'POST',
    path: '/v1/invoices/:id',
    input: z.strictObject({ metadata: metadata.optional(), description: textOrNothing.optional() }),
    run: (act, { id, input }) => {
      const before = requireInvoice(act, id)
      const { description = before.description } = input
      return saveInvoice(act, {
        ...before,
        description,
        metadata: mergeMetadata(before.metadata, input.metadata),
      })
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/v1/invoices/:id/lines',
    input: z.strictObject(pageFields),
    run: (act, { id, input }) => {
      const { lines } = requireInvoice(act, id)
      return slicePage(lines.data, { url: lines.url, page: input })
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/v1/invoices/:id/finalize',
    input: z.strictObject({ auto_advance: flag.optional() }),
    run: (act, { id }) => {
      const draft = requireInvoice(act, id)
      if (draft.status !== 'draft') {
        throw invalidRequest(
          'This invoice is already finalized, you can\u2019t re-finalize a non-draft invoice.',
        )
      }
      const open = finalizeInvoice(act, draft)
      return open.amount_due === 0 ? settleInvoice(act, open) : open
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/v1/invoices/:id/pay',
    input: z.strictObject({
      forgive: ignored,
      off_session: flag.optional(),
      payment_method: text.optional(),
    }),
    run: (act, { id, input }) => {
      const invoice = requireInvoice(act, id)
      const given = input.payment_method === undefined ? null : findPaymentMethod(act, input.payment_method)
      if (input.payment_method !== undefined) {
        requireAttached(act, { id: given?.id ?? input.payment_method, customer: invoice.customer })
      }
      return payInvoice(act, { invoice, method: given })
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/v1/invoices/:id/void',
    input: nothing,
    run: (act, { id }) => voidInvoice(act, requireInvoice(act, id)),
  }),
  apiRoute({
    method: 'GET',
    path: '/v1/invoice_payments',
    input: z.strictObject({
      ...pageFields,
      invoice: text.optional(),
      payment: z
        .strictObject({ type: oneOf(['payment_intent']), payment_intent: text.optional() })
        .optional(),
      status: oneOf(['open', 'paid', 'canceled']).optional(),
    }),
    run: ({ invoicePayments }, { input }) =>
      listPage(invoicePayments, {
        url: '/v1/invoice_payments',
        what: 'invoice_payment',
        page: input,
        filters: {
          'invoice = ?': input.invoice,
          'payment_intent = ?': input.payment?.payment_intent,
          'status = ?': input.status,
        },
      }),
  }),
  apiRoute({
    method: 'GET',
    path: '/v1/invoice_payments/:id',
    input: nothing,
    run: ({ invoicePayments }, { id }) => {
      const payment = invoicePayments.find(id)
      if (!payment) throw noSuch({ what: 'invoice_payment', id })
      return payment
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/v1/invoiceitems',
    input: z.strictObject({
      ...pageFields,
      customer: text.optional(),
      pending: flag.optional(),
      invoice: text.optional(),
    }),
    run: ({ invoiceItems }, { input }) =>
      listPage(invoiceItems, {
        url: '/v1/invoiceitems',
        what: 'invoiceitem',
        page: input,
        filters: {
          'customer = ?': input.customer,
          'invoice = ?': input.invoice,
          '(invoice is null) = ?': input.pending === undefined ? undefined : Number(input.pending),
        },
      }),
  }),
]
