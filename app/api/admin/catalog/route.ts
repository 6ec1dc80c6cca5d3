import { catalogDetail, createAddonRequest } from '#lib/admin/catalog-schemas.ts'
import { catalogTable } from '#lib/admin/catalog-table.ts'
import { createCatalogAddon } from '#lib/admin/create-catalog-addon.ts'
import { tableRoute } from '#lib/admin/table-routes.ts'
import { transaction } from '#lib/db/transaction.ts'
import { route } from '#lib/http/route.ts'

/** E.2 what is sold, and what it costs beside the next plan (S0.16). */
export const GET = tableRoute(catalogTable)

/** E.2 a new add-on, as a draft. */
export const POST = route({
  access: 'admin',
  summary: 'Make a draft of an add-on',
  answers: { 201: catalogDetail },
  body: createAddonRequest,
  handle: ({ body, principal, requestId, now, idempotency }) =>
    transaction(async (tx) => {
      const { userId } = principal
      const addon = await createCatalogAddon(tx, { request: body, userId, requestId, now })
      await idempotency.commit(tx, addon)
      return addon
    }),
  respond: { status: 201 },
})
