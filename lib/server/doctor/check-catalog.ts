import type { FamilyCatalog } from '#lib/catalog/catalog.ts'
import { isOnSale } from '#lib/catalog/eligibility-rules.ts'
import { loadFamilyCatalog } from '#lib/catalog/load-family-catalog.ts'
import { database } from '#lib/db/client.ts'
import { families } from '#prisma/seed/catalog/families.ts'
import { bad, type Finding, good } from './finding.ts'

const SEED = 'npm run catalog:seed'
const EDIT = 'give it one in the catalog editor, or archive it'

/** S0.15 what the repository ships is in the catalog, and whatever is published can be sold. */
export async function checkCatalog(): Promise<Finding[]> {
  const codes = (await database().productFamily.findMany({ select: { code: true } })).map(({ code }) => code)
  const missing = families.filter((family) => !codes.includes(family.code))
  const found = await Promise.all(codes.map((code) => loadFamilyCatalog(database(), code)))
  return [
    ...missing.map((family) => bad(`Catalog: the family ${family.code} is not there`, SEED)),
    ...found.flatMap((catalog) => (catalog ? [checkFamily(catalog), checkLimits(catalog)] : [])),
  ]
}

function checkFamily(catalog: FamilyCatalog): Finding {
  const { code } = catalog.family
  const seed = families.find((family) => family.code === code)
  const absent = [
    ...(seed?.addons.filter((addon) => !catalog.addons.some((found) => found.code === addon.code)) ?? []),
    ...(seed?.plans.filter((plan) => !catalog.plans.some((found) => found.code === plan.code)) ?? []),
  ]
  if (absent.length > 0) {
    return bad(`Catalog: ${code} has no ${absent.map((item) => item.code).join(', ')}`, SEED)
  }
  const published = catalog.addons.filter((addon) => addon.status === 'published')
  // What staff alone grant costs what was agreed on.
  const bought = published.filter((addon) => addon.selfService || addon.charge === 'one_time')
  const unpriced = [...bought, ...catalog.plans.filter((plan) => plan.status === 'published')]
    .filter((item) => item.price === null)
    .map((item) => item.code)
  if (unpriced.length > 0) return bad(`Catalog: ${code}: no price on ${unpriced.join(', ')}`, EDIT)
  const empty = published.filter((addon) => addon.charge === 'recurring' && addon.grants.length === 0)
  if (empty.length > 0) {
    const names = empty.map((addon) => addon.code).join(', ')
    return bad(`Catalog: ${code}: nothing is granted by ${names}`, EDIT)
  }
  const onSale = published.filter((addon) => isOnSale(addon) || addon.charge === 'one_time').length
  return good(
    `Catalog: ${code} sells ${onSale} add-ons on ${catalog.plans.length} plans, all priced and granting`,
  )
}

function checkLimits(catalog: FamilyCatalog): Finding {
  const { code } = catalog.family
  const limits = catalog.features.filter((feature) => feature.kind !== 'flag')
  const gaps = catalog.plans
    .filter((plan) => plan.status === 'published')
    .flatMap((plan) =>
      limits
        .filter((limit) => !plan.grants.some((grant) => grant.feature === limit.code))
        .map((limit) => `${plan.code} → ${limit.code}`),
    )
  if (gaps.length > 0) {
    const fix = `${SEED}, or grant it in the catalog editor: without a grant the limit is 0`
    return bad(`Limits: ${code}: not granted: ${gaps.join(', ')}`, fix)
  }
  if (catalog.plans.length > 0 && !catalog.plans.some((plan) => plan.isDefault)) {
    return bad(`Limits: ${code} has no default plan`, 'mark the plan customers are on before they buy one')
  }
  return good(`Limits: ${code}: all ${limits.length} limits on each of its plans`)
}
