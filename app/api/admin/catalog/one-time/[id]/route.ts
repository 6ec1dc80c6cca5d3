import { z } from 'zod'
import { oneTimeRow, updateOneTimeRequest } from '#lib/admin/catalog-one-time-schemas.ts'
import { changeOneTimeAddon } from '#lib/admin/change-one-time-addon.ts'
import { findOneTimeRow } from '#lib/admin/load-one-time-rows.ts'
import { database } from '#lib/db/client.ts'
import { transaction } from '#lib/db/transaction.ts'
import { route } from '#lib/http/route.ts'

const params = z.strictObject({ id: z.uuid() })

/** E.2 what is charged once, whatever its status. */
export const GET = route({
  access: 'admin',
  summary: 'Show a one-time add-on with its status',
  answers: { 200: oneTimeRow },
  params,
  handle: ({ params }) => findOneTimeRow(database(), params.id),
})

/** E.2 changes it, unless somebody else did meanwhile. */
export const PATCH = route({
  access: 'admin',
  summary: 'Change a one-time add-on or its status',
  answers: { 200: oneTimeRow },
  params,
  body: updateOneTimeRequest,
  handle: ({ params: { id }, body, principal: { userId }, requestId, now, idempotency }) =>
    transaction(async (tx) => {
      const { updatedAt, ...change } = body
      const addon = await changeOneTimeAddon(tx, { id, updatedAt, change, userId, requestId, now })
      await idempotency.commit(tx, addon)
      return addon
    }),
})
