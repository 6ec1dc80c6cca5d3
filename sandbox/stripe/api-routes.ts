import { paymentMethodRoutes } from './cards/payment-method-routes.ts'
import { priceRoutes } from './catalog/price-routes.ts'
import { productRoutes } from './catalog/product-routes.ts'
import { sessionRoutes } from './checkout/session-routes.ts'
import { customerRoutes } from './customers/customer-routes.ts'
import { invoiceRoutes } from './invoices/invoice-routes.ts'
import { chargeRoutes } from './payments/charge-routes.ts'
import { paymentIntentRoutes } from './payments/payment-intent-routes.ts'
import { portalRoutes } from './portal/portal-routes.ts'
import { disputeRoutes } from './refunds/dispute-routes.ts'
import { refundRoutes } from './refunds/refund-routes.ts'
import { setupIntentRoutes } from './setup/setup-intent-routes.ts'
import { itemRoutes } from './subscriptions/item-routes.ts'
import { subscriptionRoutes } from './subscriptions/subscription-routes.ts'
import { testClockRoutes } from './test-clocks/test-clock-routes.ts'

/** Every call of the API this stands in for. */
export const apiRoutes = [
  ...customerRoutes,
  ...productRoutes,
  ...priceRoutes,
  ...paymentMethodRoutes,
  ...paymentIntentRoutes,
  ...setupIntentRoutes,
  ...chargeRoutes,
  ...refundRoutes,
  ...disputeRoutes,
  ...subscriptionRoutes,
  ...itemRoutes,
  ...invoiceRoutes,
  ...sessionRoutes,
  ...portalRoutes,
  ...testClockRoutes,
]
