import { beforeAll, describe, expect, test } from 'vitest'
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { now } from '#lib/db/clock.ts'
import { getAccess, requireAccess } from '#lib/entitlements/get-access.ts'
import { entitlementsResponse } from '#lib/entitlements/schemas.ts'
import { families } from '#prisma/seed/catalog/families.ts'
import { buildHolder } from '#prisma/seed/testing/build-holder.ts'
import { callAs } from '#prisma/seed/testing/call-as.ts'
import { GET as getOwnFlat } from '../custom/entitlements/me/route.ts'
import { GET as getOwn } from './route.ts'

let at: Temporal.Instant
beforeAll(async () => {
  at = (await now()).round('millisecond')
  for (const seed of families) await seedCatalog({ seed, now: at })
})

const later = () => at.add({ hours: 24 * 30 })
const buildKlarvo = (plan: string) => buildHolder({ family: 'klarvo', plan, now: at })

async function read(holder: Awaited<ReturnType<typeof buildHolder>>, query = '') {
  const call = await callAs(holder)
  const answer = await call(getOwn, { path: `/api/entitlements${query}` })
  expect(answer.status).toBe(200)
  return entitlementsResponse.strict().parse(answer.body)
}
const feature = (answer: Awaited<ReturnType<typeof read>>, code: string) =>
  answer.features.find((entry) => entry.code === code)
const addon = (answer: Awaited<ReturnType<typeof read>>, code: string) =>
  answer.addons.find((entry) => entry.code === code)

describe('GET /api/entitlements', () => {
  test('S3.2 the plan, every feature with its sources, every add-on with what there is to do about it', async () => {
    const holder = await buildKlarvo('growth')
    await holder.hold({ addon: 'provider_track', quantity: 1, from: at, until: later() })
    const answer = await read(holder)
    expect(answer).toMatchObject({
      family: { code: 'klarvo', name: 'Klarvo' },
      plan: { code: 'growth', name: 'Growth' },
      validUntil: later().toString(),
    })
    expect(feature(answer, 'ai_systems')).toMatchObject({ held: true, value: 20, unit: 'systems' })
    expect(feature(answer, 'provider_track')).toMatchObject({
      held: true,
      value: true,
      sources: [
        { kind: 'addon', code: 'provider_track', quantity: 1, value: true, until: later().toString() },
      ],
    })
    expect(feature(answer, 'provider_assurance')).toMatchObject({ held: false, value: false, sources: [] })
    expect(addon(answer, 'provider_track')).toMatchObject({ active: true, held: 1, requiredPlan: null })
    expect(addon(answer, 'provider_assurance')).toMatchObject({
      active: false,
      price: { amountMinor: 899_00, currency: 'EUR', intervalMonths: 1 },
      purchasable: { allowed: false, code: 'addon_not_available_for_plan' },
      requiredPlan: { code: 'pro', name: 'Pro', price: { amountMinor: 399_00 } },
      availableForPlans: [{ code: 'pro', name: 'Pro' }],
      includedInPlans: [{ code: 'enterprise', name: 'Enterprise' }],
    })
  })

  test('S3.2 Enterprise has every track; what has no limit is null', async () => {
    const answer = await read(await buildKlarvo('enterprise'))
    expect(answer.addons.map(({ active, includedInPlan, held }) => [active, includedInPlan, held])).toEqual(
      Array(3).fill([true, true, 0]),
    )
    expect(feature(answer, 'seats')).toMatchObject({ held: true, value: null })
    expect(answer.validUntil).toBeNull()
  })

  test('the family is the caller’s own, or the one that is named', async () => {
    const holder = await buildKlarvo('starter')
    expect((await read(holder)).family.code).toBe('klarvo')
    const other = await read(holder, '?family=custom-projects')
    expect([other.family.code, other.plan?.code]).toEqual(['custom-projects', 'free'])
    const call = await callAs(holder)
    const nowhere = await call(getOwn, { path: '/api/entitlements?family=nowhere' })
    expect([nowhere.status, (nowhere.body as { code: string }).code]).toEqual([404, 'family_not_found'])
  })

  test('nobody in particular has none', async () => {
    const call = await callAs(null)
    expect((await call(getOwn, { path: '/api/entitlements' })).status).toBe(401)
  })
})

describe('GET /api/custom/entitlements/me', () => {
  test('S4.5 2 × 1 GB and the 5 GB of Pro are 7 GB', async () => {
    const holder = await buildHolder({ family: 'custom-projects', plan: 'pro', now: at })
    await holder.hold({ addon: 'storage_1gb', quantity: 1, from: at, until: later() })
    await holder.hold({ addon: 'storage_1gb', quantity: 1, from: at, until: later() })
    const call = await callAs(holder)
    const answer = await call(getOwnFlat, { path: '/api/custom/entitlements/me' })
    expect([answer.status, answer.body]).toEqual([200, { plan: 'pro', storage_gb: 7, connectors: 3 }])
  })

  test('S4.5 who has bought nothing is on the free plan', async () => {
    const holder = await buildHolder({ family: 'custom-projects', plan: 'new', now: at })
    const call = await callAs(holder)
    const answer = await call(getOwnFlat, { path: '/api/custom/entitlements/me' })
    expect(answer.body).toEqual({ plan: 'free', storage_gb: 1, connectors: 1 })
  })
})

describe('getAccess', () => {
  const ask = async (plan: string, feature: string) => ({
    customerId: (await buildKlarvo(plan)).customerId,
    familyCode: 'klarvo',
    feature,
  })

  test('S3.6 says whether a feature may be used, and what brings it', async () => {
    expect(await getAccess(await ask('enterprise', 'provider_track'))).toMatchObject({ allowed: true })
    expect(await getAccess(await ask('starter', 'provider_track'))).toMatchObject({
      feature: { code: 'provider_track', name: 'Provider track' },
      allowed: false,
      addons: [
        { code: 'provider_track', requiredPlan: { code: 'growth' } },
        { code: 'provider_assurance', requiredPlan: { code: 'pro' } },
      ],
      plans: [{ code: 'enterprise' }],
    })
  })

  test('S3.6 what must not happen without it is refused with the ways to it', async () => {
    await expect(requireAccess(await ask('enterprise', 'provider_assurance'))).resolves.toBeUndefined()
    await expect(requireAccess(await ask('growth', 'provider_assurance'))).rejects.toMatchObject({
      kind: 'forbidden',
      code: 'access_required',
      detail: 'Provider assurance is not part of what you hold. It comes with the add-on Provider Assurance.',
      extra: { addons: [{ code: 'provider_assurance' }] },
    })
  })

  test('a gate on something that is not in the catalog is a defect, not a closed gate', async () => {
    await expect(getAccess(await ask('pro', 'provider_trakc'))).rejects.toThrow('no feature "provider_trakc"')
  })
})
