import type Stripe from 'stripe'
import type { SavedMethod, SavedMethods } from '../saved-methods.ts'
import { call } from './call.ts'
import { chargeSavedMethod, findCharge } from './charge-saved-method.ts'
import { ensureCustomer } from './ensure-customer.ts'
import { findDefaultMethod } from './find-default-method.ts'
import { idOf } from './id-of.ts'
import { openPaymentMethodPage } from './open-payment-method-page.ts'

/** A customer's default payment method, or the newest of those it has saved. */
export function stripeSavedMethods(stripe: Stripe): SavedMethods {
  return {
    ensureCustomer: (customer) => ensureCustomer(stripe, customer),

    async find(payerId) {
      const method = await findDefaultMethod(stripe, payerId)
      return method && wordsOf(method)
    },

    charge: (charge) => chargeSavedMethod(stripe, charge),
    findCharge: (charge) => findCharge(stripe, charge),
    openPaymentMethodPage: (page) => openPaymentMethodPage(stripe, page),

    async adopt({ payerId, orderId }) {
      const session = await call(() =>
        stripe.checkout.sessions.retrieve(orderId, { expand: ['payment_intent.payment_method'] }),
      )
      const intent = session.payment_intent
      const method = intent && typeof intent !== 'string' ? intent.payment_method : null
      // One that was not saved belongs to nobody, and could not be charged again.
      if (!method || typeof method === 'string' || idOf(method.customer) !== payerId) return
      await call(() =>
        stripe.customers.update(payerId, { invoice_settings: { default_payment_method: method.id } }),
      )
    },
  }
}

function wordsOf(method: Stripe.PaymentMethod): SavedMethod {
  const { card } = method
  return {
    kind: method.type,
    brand: card?.brand ?? null,
    last4: card?.last4 ?? method.sepa_debit?.last4 ?? null,
    expires: card ? { month: card.exp_month, year: card.exp_year } : null,
  }
}
