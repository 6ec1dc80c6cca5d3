import type { Route } from '../http/http-types.ts'
import { notFound } from '../http/problem.ts'
import { jsonReply } from '../http/replies.ts'
import { findMail, listMails } from '../mailbox/mail-store.ts'
import type { ControlContext } from './control-context.ts'

export function mailboxRoutes({ store }: ControlContext): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/mailbox',
      handle: ({ url }) => jsonReply(listMails(store, { to: url.searchParams.get('to'), count: 200 })),
    },
    {
      method: 'GET',
      path: '/mailbox/:id',
      handle: ({ params }) => {
        const mail = findMail(store, params.id ?? '')
        if (!mail) throw notFound(`There is no mail ${params.id}.`)
        return jsonReply(mail)
      },
    },
  ]
}
