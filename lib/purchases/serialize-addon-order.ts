import { toMajorNumber } from '#lib/money/currency.ts'
import type { AddonOrder } from './buy-addon.ts'
import type { CreateAddonOrderResponse } from './schemas.ts'

/** The order to be paid in the seed's words (S0.6). */
export function serializeAddonOrder(order: AddonOrder): CreateAddonOrderResponse {
  return {
    order_id: order.handOff.orderId,
    amount: toMajorNumber(order.amountMinor, order.currency),
    currency: order.currency,
    key_id: order.handOff.kind === 'script' ? String(order.handOff.options.key) : '',
    addon_id: order.addon.code,
    addon_name: order.addon.name,
    quantity: order.quantity,
    purchase_id: order.purchaseId,
    razorpay_subscription_id: order.mandateId,
  }
}
