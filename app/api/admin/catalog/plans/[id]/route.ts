import { z } from 'zod'
import { planDetail, updatePlanRequest } from '#lib/admin/catalog-plan-schemas.ts'
import { findCatalogPlan } from '#lib/admin/find-catalog-item.ts'
import { updateCatalogPlan } from '#lib/admin/update-catalog-item.ts'
import { database } from '#lib/db/client.ts'
import { transaction } from '#lib/db/transaction.ts'
import { route } from '#lib/http/route.ts'

const params = z.strictObject({ id: z.uuid() })

/** E.2 a plan with all that can be changed of it, and who holds it. */
export const GET = route({
  access: 'admin',
  summary: 'Show a plan and who holds it',
  answers: { 200: planDetail },
  params,
  handle: ({ params, now }) => findCatalogPlan(database(), { id: params.id, at: now }),
})

/** E.2 changes a plan, unless somebody else did meanwhile. */
export const PATCH = route({
  access: 'admin',
  summary: 'Change a plan',
  answers: { 200: planDetail },
  params,
  body: updatePlanRequest,
  handle: ({ params, body: { updatedAt, ...change }, principal: { userId }, requestId, now, idempotency }) =>
    transaction(async (tx) => {
      const plan = await updateCatalogPlan(tx, { id: params.id, updatedAt, change, userId, requestId, now })
      await idempotency.commit(tx, plan)
      return plan
    }),
})
