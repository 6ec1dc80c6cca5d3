import { now as currentInstant } from '#lib/db/clock.ts'
import { route } from '#lib/http/route.ts'
import { verifyAddonPaymentRequest } from '#lib/purchases/schemas.ts'
import { verifyPayment } from '#lib/purchases/verify-payment.ts'
import { findUserAddon } from '#lib/subscriptions/find-user-addon.ts'
import { userAddonResponse } from '#lib/subscriptions/schemas.ts'

/** S0.7 the payer is back from the checkout: the held add-on, once the provider confirms that it is paid. */
export const POST = route({
  access: 'customer',
  summary: 'Confirm a payment made in the checkout',
  answers: { 200: userAddonResponse },
  limit: 'costly',
  body: verifyAddonPaymentRequest,
  handle: async ({ principal: { customerId, userId }, body, requestId, now }) => {
    const { lineId } = await verifyPayment({
      provider: 'razorpay',
      // Approving a subscription pays its first period: it stands where an order would.
      orderId: body.razorpay_order_id ?? body.razorpay_subscription_id ?? '',
      paymentId: body.razorpay_payment_id,
      signature: body.razorpay_signature,
      addonCode: body.addon_id,
      quantity: body.quantity,
      customerId,
      userId,
      requestId,
      now,
    })
    // The webhook may have been first, at an instant after this request began: what it started is live only from then.
    const at = await currentInstant()
    return findUserAddon({ lineId, customerId, at })
  },
})
