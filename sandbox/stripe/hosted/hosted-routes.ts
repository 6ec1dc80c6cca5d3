import { readFileSync } from 'node:fs'
import type { Route } from '../../http/http-types.ts'
import type { StripeContext } from '../stripe-context.ts'
import { checkoutFlow } from './checkout-flow.ts'
import { flowRoutes } from './flow-routes.ts'
import { intentRoutes } from './intent-routes.ts'
import { invoiceFlow } from './invoice-flow.ts'
import { portalFlow } from './portal-flow.ts'

/** The pages a payer sees. */
export function hostedRoutes(context: StripeContext): readonly Route[] {
  return [
    ...[checkoutFlow, invoiceFlow, portalFlow].flatMap((flow) => flowRoutes(context, flow)),
    ...intentRoutes(context),
    {
      method: 'GET',
      path: '/hosted/assets/hosted.css',
      handle: () => ({
        kind: 'answer',
        status: 200,
        headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'no-cache' },
        body: readFileSync(new URL('./assets/hosted.css', import.meta.url)),
      }),
    },
  ]
}
