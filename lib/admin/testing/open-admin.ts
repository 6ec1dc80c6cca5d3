import type { z } from 'zod'
import { buildUser } from '#lib/auth/testing/build-user.ts'
import type { RouteHandler } from '#lib/http/route-types.ts'
import { type Called, call } from '#lib/http/testing/call.ts'
import { tablePage } from '../table-schemas.ts'

type Sent = Omit<NonNullable<Parameters<typeof call>[1]>, 'token'>

export type Admin = {
  userId: string
  email: string
  ask(handler: RouteHandler, sent?: Sent): Promise<Called>
  /** A page of a list, parsed by the contract of its rows. Throws when it is refused. */
  list<Row extends z.ZodType>(
    handler: RouteHandler,
    row: Row,
    query?: string,
  ): Promise<{ rows: z.output<Row>[]; total: number }>
}

/** A member of staff at the desk, for a test. */
export async function openAdmin(): Promise<Admin> {
  const { token, userId, email } = await buildUser({ role: 'admin', withoutCustomer: true })
  const ask = (handler: RouteHandler, sent: Sent = {}) => call(handler, { ...sent, token })
  return {
    userId,
    email,
    ask,
    list: async (handler, row, query = '') => {
      const answer = await ask(handler, { path: `/api/admin/list?${query}` })
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
      return tablePage(row).parse(answer.body)
    },
  }
}
