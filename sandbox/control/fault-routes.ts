import { addFault, clearFaults, faultInputSchema, listFaults, removeFault } from '../faults/fault-store.ts'
import type { Route } from '../http/http-types.ts'
import { notFound } from '../http/problem.ts'
import { readWith } from '../http/read-with.ts'
import { jsonReply } from '../http/replies.ts'
import { removeSetting } from '../store/settings.ts'
import { afterRetriesSetting } from '../stripe/invoices/collect-invoice.ts'
import { resetDeliveryMode } from '../webhooks/delivery-mode.ts'
import { enableEndpoint } from '../webhooks/webhook-endpoint.ts'
import type { ControlContext } from './control-context.ts'

export function faultRoutes({ store, time }: ControlContext): readonly Route[] {
  return [
    { method: 'GET', path: '/faults', handle: () => jsonReply(listFaults(store)) },
    {
      method: 'POST',
      path: '/faults',
      handle: (request) => jsonReply(addFault(store, readWith(faultInputSchema, request)), { status: 201 }),
    },
    {
      method: 'DELETE',
      path: '/faults/:id',
      handle: ({ params }) => {
        if (!removeFault(store, Number(params.id))) throw notFound(`There is no fault ${params.id}.`)
        return jsonReply({ removed: true })
      },
    },
    {
      method: 'POST',
      path: '/reset',
      handle: () => {
        clearFaults(store)
        resetDeliveryMode(store)
        enableEndpoint(store, 'razorpay')
        removeSetting(store, afterRetriesSetting)
        time.pump.wake()
        return jsonReply({ reset: true })
      },
    },
  ]
}
