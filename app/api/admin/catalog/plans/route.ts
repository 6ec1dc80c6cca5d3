import { createPlanRequest, planDetail } from '#lib/admin/catalog-plan-schemas.ts'
import { catalogPlansTable } from '#lib/admin/catalog-plans-table.ts'
import { createCatalogPlan } from '#lib/admin/create-catalog-plan.ts'
import { tableRoute } from '#lib/admin/table-routes.ts'
import { transaction } from '#lib/db/transaction.ts'
import { route } from '#lib/http/route.ts'

/** E.2 the plans of every family. */
export const GET = tableRoute(catalogPlansTable)

/** E.2 a new plan, as a draft. */
export const POST = route({
  access: 'admin',
  summary: 'Make a draft of a plan',
  answers: { 201: planDetail },
  body: createPlanRequest,
  handle: ({ body: request, principal: { userId }, requestId, now, idempotency }) =>
    transaction(async (tx) => {
      const plan = await createCatalogPlan(tx, { request, userId, requestId, now })
      await idempotency.commit(tx, plan)
      return plan
    }),
  respond: { status: 201 },
})
