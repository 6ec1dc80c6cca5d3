import { createOneTimeRequest, oneTimeRow } from '#lib/admin/catalog-one-time-schemas.ts'
import { catalogOneTimeTable } from '#lib/admin/catalog-one-time-table.ts'
import { findOneTimeRow } from '#lib/admin/load-one-time-rows.ts'
import { tableRoute } from '#lib/admin/table-routes.ts'
import { transaction } from '#lib/db/transaction.ts'
import { route } from '#lib/http/route.ts'
import { createOneTimeAddon } from '#lib/one-time/create-one-time-addon.ts'

/** E.2 what is charged once. */
export const GET = tableRoute(catalogOneTimeTable)

/** E.2 a new one, as a draft unless it shall be on sale at once; otherwise as `POST /api/v1/add_ons`. */
export const POST = route({
  access: 'admin',
  summary: 'Make a one-time add-on',
  answers: { 201: oneTimeRow },
  body: createOneTimeRequest,
  handle: ({ body, principal: { userId }, requestId, now, idempotency }) =>
    transaction(async (tx) => {
      const { code, name, priceMinor, status } = body
      const addon = { code, name, amount_cents: priceMinor }
      const { id } = await createOneTimeAddon(tx, { addon, status, userId, requestId, now })
      const row = await findOneTimeRow(tx, id)
      await idempotency.commit(tx, row)
      return row
    }),
  respond: { status: 201 },
})
