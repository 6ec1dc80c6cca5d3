import { z } from 'zod'
import { transaction } from '#lib/db/transaction.ts'
import { route } from '#lib/http/route.ts'
import { applyAddon } from '#lib/one-time/apply-addon.ts'
import { lagoFace } from '#lib/one-time/lago-face.ts'
import { appliedAddOnObject, applyAddOnRequest } from '#lib/one-time/schemas.ts'
import { serializeAppliedAddOn } from '#lib/one-time/serialize-applied-add-on.ts'

/** S1.3 charges an add-on to a customer, with an invoice of its own. */
export const POST = route({
  access: 'admin',
  summary: 'Charge an add-on to a customer',
  answers: { 200: z.object({ applied_add_on: appliedAddOnObject }) },
  face: lagoFace,
  body: applyAddOnRequest,
  handle: ({ principal: { userId }, body, now, requestId, idempotency }) =>
    transaction(async (tx) => {
      const applied = await applyAddon(tx, { request: body.applied_add_on, userId, requestId, now })
      await idempotency.commit(tx, applied)
      return applied
    }),
  respond: { shape: (applied) => ({ applied_add_on: serializeAppliedAddOn(applied) }) },
})
