import { z } from 'zod'
import { database } from '#lib/db/client.ts'
import { transaction } from '#lib/db/transaction.ts'
import { pageQuery } from '#lib/http/pagination.ts'
import { route } from '#lib/http/route.ts'
import { createOneTimeAddon } from '#lib/one-time/create-one-time-addon.ts'
import { listOneTimeAddons } from '#lib/one-time/find-one-time-addon.ts'
import { lagoFace } from '#lib/one-time/lago-face.ts'
import { pageMetaOf } from '#lib/one-time/page-rules.ts'
import { addOnObject, createAddOnRequest, pageMeta } from '#lib/one-time/schemas.ts'
import { serializeAddOn } from '#lib/one-time/serialize-add-on.ts'

/** S1.1 the one-time add-ons, newest first. */
export const GET = route({
  access: 'admin',
  summary: 'List one-time add-ons',
  answers: { 200: z.object({ add_ons: z.array(addOnObject), meta: pageMeta }) },
  face: lagoFace,
  query: z.object(pageQuery),
  handle: async ({ query: { page, per_page: perPage } }) => {
    const { addons, total } = await listOneTimeAddons(database(), { page, perPage })
    return { addons, meta: pageMetaOf({ page, perPage, total }) }
  },
  respond: { shape: ({ addons, meta }) => ({ add_ons: addons.map(serializeAddOn), meta }) },
})

/** S1.1 a new one. */
export const POST = route({
  access: 'admin',
  summary: 'Create a one-time add-on',
  answers: { 200: z.object({ add_on: addOnObject }) },
  face: lagoFace,
  body: createAddOnRequest,
  handle: ({ principal: { userId }, body, now, requestId, idempotency }) =>
    transaction(async (tx) => {
      const addon = await createOneTimeAddon(tx, { addon: body.add_on, userId, requestId, now })
      await idempotency.commit(tx, addon)
      return addon
    }),
  respond: { shape: (addon) => ({ add_on: serializeAddOn(addon) }) },
})
