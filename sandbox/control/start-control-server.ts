import type { HttpServer } from '../http/listen.ts'
import { startHttpServer } from '../http/start-http-server.ts'
import { pageRoutes } from '../pages/page-routes.ts'
import { clockRoutes } from './clock-routes.ts'
import type { ControlContext } from './control-context.ts'
import { faultRoutes } from './fault-routes.ts'
import { mailboxRoutes } from './mailbox-routes.ts'
import { razorpayMandateRoutes } from './razorpay-mandate-routes.ts'
import { razorpayControlRoutes } from './razorpay-routes.ts'
import { stripeControlRoutes } from './stripe-routes.ts'
import { textRoutes } from './text-routes.ts'
import { webhookRoutes } from './webhook-routes.ts'

/** The levers of the outside world, for scripts (JSON) and for a person (pages). */
export function startControlServer({
  context,
  port,
}: {
  readonly context: ControlContext
  readonly port: number
}): Promise<HttpServer> {
  return startHttpServer({
    port,
    checkOrigin: true,
    routes: [
      ...clockRoutes(context),
      ...razorpayControlRoutes(context),
      ...stripeControlRoutes(context),
      ...razorpayMandateRoutes(context),
      ...webhookRoutes(context),
      ...faultRoutes(context),
      ...mailboxRoutes(context),
      ...textRoutes(context),
      ...pageRoutes(context),
    ],
  })
}
