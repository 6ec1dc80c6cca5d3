import { z } from 'zod'
import { catalogDetail, updateAddonRequest } from '#lib/admin/catalog-schemas.ts'
import { findCatalogAddon } from '#lib/admin/find-catalog-item.ts'
import { updateCatalogAddon } from '#lib/admin/update-catalog-item.ts'
import { database } from '#lib/db/client.ts'
import { transaction } from '#lib/db/transaction.ts'
import { route } from '#lib/http/route.ts'

const params = z.strictObject({ id: z.uuid() })

/** E.2 an add-on with all that can be changed of it, and who holds it. */
export const GET = route({
  access: 'admin',
  summary: 'Show an add-on and who holds it',
  answers: { 200: catalogDetail },
  params,
  handle: ({ params, now }) => findCatalogAddon(database(), { id: params.id, at: now }),
})

/** E.2 changes an add-on, unless somebody else did meanwhile. */
export const PATCH = route({
  access: 'admin',
  summary: 'Change an add-on',
  answers: { 200: catalogDetail },
  params,
  body: updateAddonRequest,
  handle: ({ params, body: { updatedAt, ...change }, principal, requestId, now, idempotency }) =>
    transaction(async (tx) => {
      const { userId } = principal
      const options = { id: params.id, updatedAt, change, userId, requestId, now }
      const addon = await updateCatalogAddon(tx, options)
      await idempotency.commit(tx, addon)
      return addon
    }),
})
