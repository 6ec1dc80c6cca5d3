import type Razorpay from 'razorpay'
import type { Mandates } from '../mandates.ts'
import { cancelMandate, changeQuantity } from './change-mandate.ts'
import { createPlanFinder } from './ensure-plan.ts'
import { openMandate } from './open-mandate.ts'
import type { RazorpaySettings } from './razorpay-settings.ts'
import { readMandate } from './read-mandate.ts'
import { isSignedBy } from './signatures.ts'

/** Recurring debits within reach of the Reserve Bank of India: ₹15,000 without the payer authenticating again. */
const SILENT_LIMIT = 1_500_000n

/** Mandates as Razorpay's subscriptions: one for each thing that is charged, of a plan for its price. */
export function createRazorpayMandates(razorpay: Razorpay, settings: RazorpaySettings): Mandates {
  const ensurePlan = createPlanFinder(razorpay)
  return {
    limitMinor: (currency) => (currency === 'INR' ? SILENT_LIMIT : null),

    open: async (mandate) => openMandate(razorpay, { ...mandate, planId: await ensurePlan(mandate) }),

    handOff: ({ mandateId, description, merchant, payer, replacesMethod }) => ({
      kind: 'script',
      checkout: 'razorpay',
      scriptUrl: settings.checkoutUrl,
      options: {
        key: settings.keyId,
        subscription_id: mandateId,
        name: merchant,
        description,
        prefill: { name: payer.name, email: payer.email },
        ...(replacesMethod ? { subscription_card_change: 1 } : {}),
      },
    }),

    confirmsApproval: ({ mandateId, paymentId, signature }) =>
      isSignedBy(`${paymentId}|${mandateId}`, signature, settings.keySecret),

    read: (mandateId, options) => readMandate(razorpay, mandateId, options),
    changeQuantity: (change) => changeQuantity(razorpay, change),
    cancel: (mandateId) => cancelMandate(razorpay, mandateId),
  }
}
