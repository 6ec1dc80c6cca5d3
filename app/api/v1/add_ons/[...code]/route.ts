import { z } from 'zod'
import { database } from '#lib/db/client.ts'
import { transaction } from '#lib/db/transaction.ts'
import { route } from '#lib/http/route.ts'
import { deleteOneTimeAddon } from '#lib/one-time/delete-one-time-addon.ts'
import { findOneTimeAddon } from '#lib/one-time/find-one-time-addon.ts'
import { lagoFace } from '#lib/one-time/lago-face.ts'
import { codeInPath } from '#lib/one-time/path-rules.ts'
import { addOnObject, updateAddOnRequest } from '#lib/one-time/schemas.ts'
import { serializeAddOn } from '#lib/one-time/serialize-add-on.ts'
import { updateOneTimeAddon } from '#lib/one-time/update-one-time-addon.ts'

const PREFIX = '/api/v1/add_ons/'
const common = { access: 'admin', face: lagoFace } as const
const addOnAnswer = { 200: z.object({ add_on: addOnObject }) }
const respond = {
  shape: (addon: Parameters<typeof serializeAddOn>[0]) => ({ add_on: serializeAddOn(addon) }),
}

/** S1.1 one add-on, by its id or its code, which may hold dots and slashes. */
export const GET = route({
  ...common,
  summary: 'Show a one-time add-on',
  answers: addOnAnswer,
  name: `GET ${PREFIX}{code}`,
  handle: ({ request }) => findOneTimeAddon(database(), codeInPath(request.url, PREFIX)),
  respond,
})

/** S1.1 changes what is given. */
export const PUT = route({
  ...common,
  summary: 'Change a one-time add-on',
  answers: addOnAnswer,
  name: `PUT ${PREFIX}{code}`,
  body: updateAddOnRequest,
  handle: ({ principal: { userId }, body, request, now, requestId, idempotency }) =>
    transaction(async (tx) => {
      const idOrCode = codeInPath(request.url, PREFIX)
      const addon = await updateOneTimeAddon(tx, { idOrCode, change: body.add_on, userId, requestId, now })
      await idempotency.commit(tx, addon)
      return addon
    }),
  respond,
})

/** S1.2 takes it off the list; its code is free. Answers what was deleted. */
export const DELETE = route({
  ...common,
  summary: 'Delete a one-time add-on',
  answers: addOnAnswer,
  name: `DELETE ${PREFIX}{code}`,
  handle: ({ principal: { userId }, request, now, requestId, idempotency }) =>
    transaction(async (tx) => {
      const idOrCode = codeInPath(request.url, PREFIX)
      const addon = await deleteOneTimeAddon(tx, { idOrCode, userId, requestId, now })
      await idempotency.commit(tx, addon)
      return addon
    }),
  respond,
})
