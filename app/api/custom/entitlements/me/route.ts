import { database } from '#lib/db/client.ts'
import { getEntitlements } from '#lib/entitlements/get-entitlements.ts'
import { flatEntitlements } from '#lib/entitlements/schemas.ts'
import { serializeFlatEntitlements } from '#lib/entitlements/serialize-entitlements.ts'
import { Problem } from '#lib/http/problem.ts'
import { route } from '#lib/http/route.ts'

const FAMILY = 'custom-projects'

/** S4.5 `{"plan":"pro","storage_gb":7,…}`: what the caller may do now, one name per feature of the family. */
export const GET = route({
  access: 'customer',
  summary: 'Show what the caller may do, one name per feature',
  answers: { 200: flatEntitlements },
  handle: async ({ principal: { customerId }, now }) => {
    const entitlements = await getEntitlements(database(), { customerId, familyCode: FAMILY, at: now })
    if (entitlements) return entitlements
    throw new Problem({ status: 404, code: 'family_not_found', detail: `${FAMILY} is not on sale here` })
  },
  respond: { shape: serializeFlatEntitlements },
})
