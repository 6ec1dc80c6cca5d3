import { z } from 'zod'
import { newId } from '../../store/new-id.ts'
import { apiRoute } from '../api/api-route.ts'
import { ignored, oneOf, text } from '../api/params.ts'
import { pageAddress } from '../api/serialize.ts'
import { requireCustomer } from '../customers/require-customer.ts'
import type { PortalSession } from '../objects/portal-session.ts'

const redirect = z.strictObject({
  type: oneOf(['redirect', 'portal_homepage', 'hosted_confirmation']),
  redirect: z.strictObject({ return_url: text }).optional(),
  hosted_confirmation: ignored,
})

export const portalRoutes = [
  apiRoute({
    method: 'POST',
    path: '/v1/billing_portal/sessions',
    input: z.strictObject({
      configuration: ignored,
      customer: text,
      flow_data: z
        .strictObject({ type: oneOf(['payment_method_update']), after_completion: redirect.optional() })
        .optional(),
      locale: text.optional(),
      return_url: text.optional(),
    }),
    run: (act, { input }) => {
      const { id: customer } = requireCustomer(act, { id: input.customer })
      const id = newId('bps_1', 23)
      const after = input.flow_data?.after_completion
      const session: PortalSession = {
        id,
        object: 'billing_portal.session',
        configuration: 'bpc_1SandboxDefaultPortal',
        created: act.now,
        customer,
        customer_account: null,
        flow: input.flow_data
          ? {
              after_completion: {
                hosted_confirmation: null,
                redirect: after?.redirect ?? null,
                type: after?.type ?? 'portal_homepage',
              },
              subscription_cancel: null,
              subscription_update: null,
              subscription_update_confirm: null,
              type: 'payment_method_update',
            }
          : null,
        livemode: false,
        locale: input.locale ?? null,
        on_behalf_of: null,
        return_url: input.return_url ?? null,
        url: pageAddress(`p/session/${id}`),
      }
      act.portalSessions.insert(session, { setup_intent: null, finished: 0 })
      return session
    },
  }),
]
