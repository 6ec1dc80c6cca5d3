import { route } from '#lib/http/route.ts'
import { type AddonCheckout, checkoutAddons } from '#lib/purchases/checkout-addons.ts'
import { checkoutAddonsRequest, checkoutAddonsResponse } from '#lib/purchases/schemas.ts'

/** The family the seed's addresses are of. */
const FAMILY = 'custom-projects'

/** S4.1 buys add-ons, or more of those held: on a checkout page at first, charged at once from then on. */
export const POST = route({
  access: 'customer',
  summary: 'Buy several add-ons in one call',
  answers: { 200: checkoutAddonsResponse },
  limit: 'costly',
  body: checkoutAddonsRequest,
  handle: ({ principal: { customerId, userId }, body, now, requestId }) =>
    checkoutAddons({ customerId, userId, familyCode: FAMILY, items: body.items, requestId, now }),
  respond: { shape: serialize },
})

function serialize(bought: AddonCheckout) {
  if (bought.kind === 'checkout') {
    const message = 'Complete the checkout to add what you picked.'
    return { url: bought.url, message, immediate_charge: false }
  }
  const url = new URL(`/custom-projects-ui/payments?addon_${bought.action}=true`, process.env.APP_URL)
  const message = `Addon(s) ${bought.action}. You will be charged prorated amount immediately.`
  return { url: url.href, message, immediate_charge: true }
}
