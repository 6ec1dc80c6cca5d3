import { beforeAll, describe, expect, test } from 'vitest'
import { createAccessToken } from '#lib/auth/create-access-token.ts'
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { database } from '#lib/db/client.ts'
import { now, realNow } from '#lib/db/clock.ts'
import { call } from '#lib/http/testing/call.ts'
import { loadAssurance } from '#lib/workspace/load-assurance.ts'
import { loadDuties } from '#lib/workspace/load-duties.ts'
import { loadProgress } from '#lib/workspace/load-progress.ts'
import { loadSystems } from '#lib/workspace/load-systems.ts'
import { dutyView, systemView } from '#lib/workspace/schemas.ts'
import { families } from '#prisma/seed/catalog/families.ts'
import { buildHolder } from '#prisma/seed/testing/build-holder.ts'
import { GET as getAuditFile } from './audit-file/route.ts'
import { PUT as putDuty } from './duties/[code]/route.ts'
import { DELETE as deleteSystem } from './systems/[id]/route.ts'
import { POST as postSystem } from './systems/route.ts'

let at: Temporal.Instant
beforeAll(async () => {
  at = await now()
  for (const seed of families) await seedCatalog({ seed, now: at })
})

async function open(plan: string, family = 'klarvo') {
  const holder = await buildHolder({ family, plan, now: at })
  const options = { name: 'test', expiresAt: null, now: realNow() }
  const { token } = await createAccessToken(database(), { ...holder, ...options })
  return {
    ...holder,
    set: (code: string, status: string) =>
      call(putDuty, { method: 'PUT', token, params: { code }, body: { status } }),
    add: (name: string, risk = 'high') => call(postSystem, { method: 'POST', token, body: { name, risk } }),
    remove: (id: string) => call(deleteSystem, { method: 'DELETE', token, params: { id } }),
    auditFile: () => call(getAuditFile, { token }),
  }
}
const codeOf = (answer: { body: unknown }) => (answer.body as { code: string }).code

describe('duties', () => {
  test('S3.6 are written down, each for its customer', async () => {
    const [mine, other] = [await open('enterprise'), await open('enterprise')]
    const answer = await mine.set('conformity', 'done')
    expect([answer.status, dutyView.strict().parse(answer.body).status]).toEqual([200, 'done'])
    await mine.set('conformity', 'in_progress')
    const stateOf = async ({ customerId }: { customerId: string }) =>
      (await loadDuties({ customerId, track: 'provider' })).find(({ code }) => code === 'conformity')?.status
    expect([await stateOf(mine), await stateOf(other)]).toEqual(['in_progress', 'open'])
  })

  test('S3.6 of a closed track are refused with the ways to it, whatever page they are sent from', async () => {
    const holder = await open('growth')
    expect((await holder.set('literacy', 'done')).status).toBe(200)
    const refused = await holder.set('conformity', 'done')
    expect([refused.status, codeOf(refused)]).toEqual([403, 'access_required'])
    expect(refused.body).toMatchObject({
      feature: { code: 'provider_track' },
      addons: [{ code: 'provider_track', purchasable: { allowed: true } }, { code: 'provider_assurance' }],
      plans: [{ code: 'enterprise' }],
    })
    await holder.hold({ addon: 'provider_track', quantity: 1, from: at, until: null })
    expect((await holder.set('conformity', 'done')).status).toBe(200)
    expect(codeOf(await holder.set('monitoring_plan', 'done'))).toBe('access_required')
  })

  test('nobody else’s words are taken for one', async () => {
    const holder = await open('enterprise')
    expect((await holder.set('conformity', 'finished')).status).toBe(422)
    expect([(await holder.set('x', 'done')).status, codeOf(await holder.set('x', 'done'))]).toEqual([
      404,
      'duty_not_found',
    ])
  })

  test('S3.6 progress is read of the tracks that are open, and of no other', async () => {
    const holder = await open('enterprise')
    await holder.set('literacy', 'done')
    await holder.set('conformity', 'done')
    const { customerId } = holder
    const progress = await loadProgress({ customerId, open: ['deployer'] })
    expect(progress).toMatchObject([{ track: { code: 'deployer' }, progress: { done: 1, total: 6 } }])
    expect((await loadAssurance(customerId)).findings.map(({ code }) => code)).toEqual(['conformity'])
  })
})

describe('AI systems', () => {
  test('S0.13 count against the plan’s limit, and give their place back', async () => {
    const holder = await open('free')
    const first = systemView.strict().parse((await holder.add('Résumé screening')).body)
    expect((await holder.add('Chat assistant', 'limited')).status).toBe(201)
    const third = await holder.add('One too many')
    expect([third.status, codeOf(third)]).toEqual([403, 'limit_reached'])
    expect(third.body).toMatchObject({ feature: 'ai_systems', used: 2, limit: 2 })
    expect((await loadSystems(holder.customerId)).map(({ name }) => name)).toEqual([
      'Résumé screening',
      'Chat assistant',
    ])
    expect((await holder.remove(first.id)).status).toBe(204)
    expect((await holder.remove(first.id)).status).toBe(404)
    expect((await holder.add('Fits now')).status).toBe(201)
  })

  test('S0.13 three at once on two places: two fit', async () => {
    const holder = await open('free')
    const answers = await Promise.all(['a', 'b', 'c'].map((name) => holder.add(name)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 403])
    expect(await loadSystems(holder.customerId)).toHaveLength(2)
  })

  test('S0.14 those of another are not there', async () => {
    const [mine, other] = [await open('pro'), await open('pro')]
    const { id } = systemView.parse((await mine.add('Mine')).body)
    expect((await other.remove(id)).status).toBe(404)
    expect(await loadSystems(mine.customerId)).toHaveLength(1)
  })

  test('a name is needed', async () => {
    const holder = await open('pro')
    expect([(await holder.add('  ')).status, (await holder.add('x', 'huge')).status]).toEqual([422, 422])
  })
})

describe('the audit file', () => {
  test('S3.6 is for who has assurance, and for nobody else', async () => {
    const holder = await open('pro')
    await holder.hold({ addon: 'provider_track', quantity: 1, from: at, until: null })
    const refused = await holder.auditFile()
    expect([refused.status, codeOf(refused)]).toEqual([403, 'access_required'])
    await holder.hold({ addon: 'provider_assurance', quantity: 1, from: at, until: null })
    await holder.set('conformity', 'done')
    const { status, headers, body } = await holder.auditFile()
    expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
    const lines = String(body).trimEnd().split('\r\n')
    expect(lines[0]).toBe('Track,Article,Duty,Status,Updated')
    expect(lines).toHaveLength(1 + 12 + 5)
    expect(lines.find((line) => line.includes('Conformity'))).toMatch(
      /^Provider,Art. 43,Conformity assessment,done,20/,
    )
    expect(lines.find((line) => line.includes('robustness'))).toContain(
      '"Accuracy, robustness and cybersecurity"',
    )
  })
})

test('S3.6 for customers of other families there is none of it', async () => {
  const stranger = await open('pro', 'smart-ml')
  for (const answer of [await stranger.set('literacy', 'done'), await stranger.add('x')]) {
    expect([answer.status, codeOf(answer)]).toEqual([404, 'no_workspace'])
  }
  expect((await stranger.auditFile()).status).toBe(403)
})
