import { z } from 'zod'
import { apiRoute } from '../api/api-route.ts'
import { listPage } from '../api/list-page.ts'
import { mergeMetadata } from '../api/merge-metadata.ts'
import { metadata, nothing, oneOf, pageFields, text } from '../api/params.ts'
import { slicePage } from '../api/slice-page.ts'
import { createSession } from './create-session.ts'
import { expireSession } from './expire-session.ts'
import { requireSession } from './require-session.ts'
import { sessionInput } from './session-input.ts'
import { sessionLines } from './session-lines.ts'

const url = '/v1/checkout/sessions'

export const sessionRoutes = [
  apiRoute({
    method: 'POST',
    path: url,
    input: sessionInput,
    run: (act, { input }) => createSession(act, input),
  }),
  apiRoute({
    method: 'GET',
    path: url,
    input: z.strictObject({
      ...pageFields,
      customer: text.optional(),
      payment_intent: text.optional(),
      status: oneOf(['open', 'complete', 'expired']).optional(),
      subscription: text.optional(),
    }),
    run: ({ sessions }, { input }) =>
      listPage(sessions, {
        url,
        what: 'checkout.session',
        page: input,
        filters: {
          'customer = ?': input.customer,
          'payment_intent = ?': input.payment_intent,
          'status = ?': input.status,
          'subscription = ?': input.subscription,
        },
      }),
  }),
  apiRoute({
    method: 'GET',
    path: `${url}/:id`,
    input: nothing,
    run: (act, { id }) => requireSession(act, id),
  }),
  apiRoute({
    method: 'POST',
    path: `${url}/:id`,
    input: z.strictObject({ metadata: metadata.optional() }),
    run: (act, { id, input }) => {
      const before = requireSession(act, id)
      const session = { ...before, metadata: mergeMetadata(before.metadata, input.metadata) }
      act.sessions.update(session)
      return session
    },
  }),
  apiRoute({
    method: 'GET',
    path: `${url}/:id/line_items`,
    input: z.strictObject(pageFields),
    run: (act, { id, input }) => {
      requireSession(act, id)
      return slicePage(sessionLines(act, id), { url: `${url}/${id}/line_items`, page: input })
    },
  }),
  apiRoute({
    method: 'POST',
    path: `${url}/:id/expire`,
    input: nothing,
    run: (act, { id }) => expireSession(act, id),
  }),
]
