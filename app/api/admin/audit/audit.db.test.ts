import { describe, expect, test } from 'vitest'
import { auditRow } from '#lib/admin/audit-schemas.ts'
import { openAdmin } from '#lib/admin/testing/open-admin.ts'
import { recordAudit } from '#lib/audit/record-audit.ts'
import { buildUser } from '#lib/auth/testing/build-user.ts'
import { database } from '#lib/db/client.ts'
import { GET as getFile } from './export/route.ts'
import { GET as getList } from './route.ts'

const admin = await openAdmin()
const { userId, email, customerId } = await buildUser()
const about = { subject: 'thing:1', ...(customerId ? { customerId } : {}) }
const at = (instant: string) => ({ now: Temporal.Instant.from(instant) })
await recordAudit(database(), {
  ...about,
  actor: `user:${userId}`,
  action: 'thing.made',
  requestId: 'req-audit-1',
  data: { price: '12.50', loud: true },
  ...at('2026-01-31T23:59:59.999Z'),
})
await recordAudit(database(), {
  ...about,
  actor: 'system',
  action: 'thing.kept',
  ...at('2026-02-01T00:00:00Z'),
})
await recordAudit(database(), {
  actor: 'system',
  action: 'thing.100%',
  subject: 'thing:2',
  ...at('2026-02-02T00:00:00Z'),
})

const actions = async (query: string) => {
  const { rows, total } = await admin.list(getList, auditRow, query)
  expect(total).toBe(rows.length)
  return rows.map(({ action }) => action)
}

describe('E.2 the audit log', () => {
  test('E.2 says who, what, about what and when, with what came with it', async () => {
    const { rows } = await admin.list(getList, auditRow, 'action=thing.made')
    expect(rows).toMatchObject([
      {
        at: '2026-01-31T23:59:59.999Z',
        actor: `user:${userId}`,
        actorEmail: email,
        subject: 'thing:1',
        customer: { id: customerId },
        requestId: 'req-audit-1',
        data: { price: '12.50', loud: true },
      },
    ])
  })

  test.each([
    ['the newest first', 'q=thing.', ['thing.100%', 'thing.kept', 'thing.made']],
    ['the oldest first', 'q=thing.&sort=at', ['thing.made', 'thing.kept', 'thing.100%']],
    ['what the system did', 'q=thing.&actor=system', ['thing.100%', 'thing.kept']],
    ['what people did', 'q=thing.&actor=user', ['thing.made']],
    ['about one thing', 'subject=thing:1', ['thing.kept', 'thing.made']],
    ['in one request', 'q=REQ-AUDIT', ['thing.made']],
    ['by the address of who did it', `q=${encodeURIComponent(email)}&action=thing.made`, ['thing.made']],
    ['about one customer', `customer=${customerId}&q=thing`, ['thing.kept', 'thing.made']],
    ['of a day', 'q=thing.&from=2026-02-01&to=2026-02-01', ['thing.kept']],
    ['of signs that mean something to LIKE', 'q=100%25', ['thing.100%']],
  ])('E.2 %s', async (_name, query, found) => {
    expect(await actions(query)).toEqual(found)
  })

  test('E.2 as a file, with what came with each entry', async () => {
    const answer = await admin.ask(getFile, { path: '/api/admin/audit/export?subject=thing:1&sort=at' })
    const [, first] = String(answer.body).split('\r\n')
    expect(first).toBe(
      `2026-01-31T23:59:59.999Z,user:${userId},${email},thing.made,thing:1,${customerId},req-audit-1,"{""loud"":true,""price"":""12.50""}"`,
    )
  })

  test.each(['actor=nobody', 'customer=1', 'sort=action'])('E.4 %s is refused', async (query) => {
    expect((await admin.ask(getList, { path: `/api/admin/audit?${query}` })).status).toBe(422)
  })
})
