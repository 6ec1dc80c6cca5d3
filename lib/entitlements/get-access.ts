import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { accessAt } from './access-rules.ts'
import { loadStanding } from './load-standing.ts'
import type { FeatureAccessResponse } from './schemas.ts'
import { serializeFeatureAccess } from './serialize-access.ts'

type Asked = { customerId: string; familyCode: string; feature: string; userId?: string }

/**
 * Whether a customer may use a feature right now and, for who may not, the ways to it: which add-on at what price, and
 * from which plan on (S3.2). Throws a plain Error for a family or feature that is not in the catalog: gates are code.
 */
export async function getAccess(asked: Asked): Promise<FeatureAccessResponse> {
  const at = await now()
  const standing = await loadStanding(database(), { ...asked, at })
  const access = standing && accessAt({ ...standing, ...asked, at })
  if (!access) throw new Error(`There is no feature "${asked.feature}" in the family "${asked.familyCode}"`)
  return serializeFeatureAccess(access, standing.catalog)
}

/** As `getAccess`, for what must not happen without it. Throws `access_required` with the ways to it. */
export async function requireAccess(asked: Asked): Promise<void> {
  const { allowed, feature, addons, plans } = await getAccess(asked)
  if (allowed) return
  const [cheapest] = addons
  const way = cheapest ? `It comes with the add-on ${cheapest.name}.` : 'Nothing on sale brings it.'
  throw new DomainError({
    kind: 'forbidden',
    code: 'access_required',
    detail: `${feature.name} is not part of what you hold. ${way}`,
    extra: { feature, addons, plans },
  })
}
