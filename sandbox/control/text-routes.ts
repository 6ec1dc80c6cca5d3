import type { Route } from '../http/http-types.ts'
import { Problem } from '../http/problem.ts'
import { readWith } from '../http/read-with.ts'
import { jsonReply } from '../http/replies.ts'
import { insertText, listTexts, textInput } from '../mailbox/text-store.ts'
import type { ControlContext } from './control-context.ts'

/** Who sends the app's text messages: takes them all, and shows them instead. */
export function textRoutes({ store, time, smsToken }: ControlContext): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/sms',
      handle: ({ url }) => jsonReply(listTexts(store, { to: url.searchParams.get('to'), count: 200 })),
    },
    {
      method: 'POST',
      path: '/sms',
      handle: async (request) => {
        if (!smsToken || request.headers.authorization !== `Bearer ${smsToken}`) {
          const detail = 'Text messages are sent for whoever knows SMS_TOKEN.'
          throw new Problem({ status: 401, code: 'unauthenticated', title: 'Unauthorized', detail })
        }
        const text = readWith(textInput, request)
        insertText(store, text, await time.clock.now())
        return jsonReply({ id: text.id }, { status: 202 })
      },
    },
  ]
}
