import type { Transaction } from '#lib/db/client.ts'
import type { Grant } from './catalog.ts'
import type { Owner } from './replace-price.ts'

/** Makes these the grants of a plan or an add-on, and no others. Throws when the family has no such feature. */
export async function replaceGrants(
  tx: Transaction,
  options: { owner: Owner; familyId: string; grants: readonly Grant[] },
): Promise<void> {
  const { owner, familyId } = options
  const features = await tx.feature.findMany({ where: { familyId } })
  const wanted = options.grants.map(({ feature: code, value }) => {
    const feature = features.find((candidate) => candidate.code === code)
    if (!feature) throw new Error(`no feature ${code} in the family`)
    return { ...owner, featureId: feature.id, value }
  })
  await tx.grant.deleteMany({ where: owner })
  await tx.grant.createMany({ data: wanted })
}
