import { GET as getCombinedLimits } from '#app/api/addons/combined-limits/route.ts'
import { GET as getOwnCustomEntitlements } from '#app/api/custom/entitlements/me/route.ts'
import { GET as followEntitlements } from '#app/api/entitlements/changes/route.ts'
import { GET as getEntitlements } from '#app/api/entitlements/route.ts'
import { GET as getHealth } from '#app/api/health/route.ts'
import { GET as getMetrics } from '#app/api/metrics/route.ts'
import { POST as receiveRazorpayWebhook } from '#app/api/webhooks/razorpay/route.ts'
import { POST as receiveStripeWebhook } from '#app/api/webhooks/stripe/route.ts'
import type { RouteHandler } from '#lib/http/route-types.ts'

/**
 * Routes answered in front of Next, at twenty times its speed: what is called by machines, all day. They are the very
 * declarations Next would serve. Only addresses without parameters.
 */
const fastRoutes: Record<string, RouteHandler> = {
  'GET /api/addons/combined-limits': getCombinedLimits,
  'GET /api/entitlements': getEntitlements,
  // In front of Next because it collects what it compresses.
  'GET /api/entitlements/changes': followEntitlements,
  'GET /api/custom/entitlements/me': getOwnCustomEntitlements,
  'POST /api/webhooks/razorpay': receiveRazorpayWebhook,
  'POST /api/webhooks/stripe': receiveStripeWebhook,
  'GET /api/health': getHealth,
  'GET /api/metrics': getMetrics,
}

export function findFastRoute(method: string | undefined, pathname: string): RouteHandler | undefined {
  const path = pathname.length > 1 && pathname.endsWith('/') ? pathname.slice(0, -1) : pathname
  const asked = `${method === 'HEAD' ? 'GET' : method} ${path}`
  return Object.hasOwn(fastRoutes, asked) ? fastRoutes[asked] : undefined
}
