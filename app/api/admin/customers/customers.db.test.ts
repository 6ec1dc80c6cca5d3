import { describe, expect, test } from 'vitest'
import { customerRow } from '#lib/admin/customer-schemas.ts'
import { tablePage } from '#lib/admin/table-schemas.ts'
import { buildUser } from '#lib/auth/testing/build-user.ts'
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { call } from '#lib/http/testing/call.ts'
import { smartMl } from '#prisma/seed/catalog/smart-ml.ts'
import { buildHolder } from '#prisma/seed/testing/build-holder.ts'
import { GET as getFile } from './export/route.ts'
import { GET as getList } from './route.ts'

await seedCatalog({ seed: smartMl, now: await now() })
const { token, userId } = await buildUser({ role: 'admin', withoutCustomer: true })

async function list(query: string) {
  const answer = await call(getList, { path: `/api/admin/customers?${query}`, token })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return { ...tablePage(customerRow).parse(answer.body), link: answer.headers.get('link') }
}

async function named(customerId: string, name: string) {
  await database().customer.update({ where: { id: customerId }, data: { name } })
}

describe('E.2 customers', () => {
  test('E.2 each with its plan, how many add-ons it holds and what it pays', async () => {
    const at = await now()
    const holder = await buildHolder({ plan: 'pro', now: at })
    await named(holder.customerId, 'Zora 100% Ltd')
    await holder.hold({ addon: 'extra_storage_10gb', quantity: 3, from: at, until: null })
    await holder.hold({ addon: 'priority_queue', quantity: 1, from: at, until: null })
    const past = at.subtract({ hours: 2 })
    await holder.hold({ addon: 'api_boost_5000', quantity: 1, from: past, until: at.subtract({ hours: 1 }) })

    const { rows, total } = await list('q=zora%20100%25')
    expect(total).toBe(1)
    // What staff granted is held, but not paid.
    const family = { code: 'smart-ml', plan: 'Pro', addons: 2, monthlyMinor: 0, currency: 'INR' }
    expect(rows).toMatchObject([{ id: holder.customerId, name: 'Zora 100% Ltd', families: [family] }])
    // A sign that means anything to LIKE is only itself.
    expect((await list('q=zora%20100_')).total).toBe(0)
  })

  test('E.2 the plan nobody bought is the default one; who has no subscription has no family', async () => {
    const free = await buildHolder({ plan: 'free', now: await now() })
    const fresh = await buildHolder({ plan: 'new', now: await now() })
    await named(free.customerId, 'Quill A')
    await named(fresh.customerId, 'Quill B')
    const { rows } = await list('q=quill&sort=name')
    expect(rows.map(({ families }) => families.map(({ plan }) => plan))).toEqual([['Free'], []])
    expect((await list('q=quill&family=smart-ml')).rows.map(({ name }) => name)).toEqual(['Quill A'])
    expect((await list('q=quill&family=klarvo')).total).toBe(0)
  })

  test('E.5 pages meet without a gap or an overlap, whatever they are sorted by', async () => {
    await Promise.all(
      Array.from({ length: 7 }, async () => {
        const { customerId } = await buildHolder({ plan: 'new', now: await now() })
        await named(customerId, 'Page Equal')
      }),
    )
    for (const sort of ['name', '-name', 'email', '-created', 'addons', '-addons', 'monthly', '-monthly']) {
      const pages = await Promise.all(
        [1, 2, 3].map((page) => list(`q=page+equal&per_page=3&page=${page}&sort=${sort}`)),
      )
      expect(pages.map(({ rows }) => rows.length)).toEqual([3, 3, 1])
      expect(new Set(pages.flatMap(({ rows }) => rows.map(({ id }) => id))).size).toBe(7)
      expect(pages.map(({ link }) => [link?.includes('rel="next"'), link?.includes('rel="prev"')])).toEqual([
        [true, false],
        [true, true],
        [false, true],
      ])
    }
  })

  test('E.2 days are whole days, both of them', async () => {
    const { customerId } = await buildHolder({ plan: 'new', now: await now() })
    const createdAt = new Date('2020-02-29T23:59:59.999Z')
    await database().customer.update({ where: { id: customerId }, data: { createdAt } })
    expect((await list('from=2020-02-29&to=2020-02-29')).total).toBe(1)
    expect((await list('from=2020-03-01&to=2020-03-01')).total).toBe(0)
    expect((await list('to=2020-02-28')).total).toBe(0)
  })

  test.each([
    'sort=password',
    'sort=',
    'page=0',
    'per_page=101',
    'per_page=1e1',
    'from=2026-02-30',
    'from=0000-01-01',
    'to=yesterday',
    'nonsense=1',
    'q=a&q=b',
  ])('E.4 %s is refused', async (query) => {
    const answer = await call(getList, { path: `/api/admin/customers?${query}`, token })
    expect(answer.status).toBe(422)
    expect(answer.body).toMatchObject({ code: 'invalid_query' })
  })

  test('E.2 the export is the whole list in the order that is seen, and audited', async () => {
    const names = ['Csv, Inc', '=Csv()', 'Csv "plain"']
    for (const name of names) {
      const { customerId } = await buildHolder({ plan: 'pro', now: await now() })
      await named(customerId, name)
    }
    const answer = await call(getFile, {
      path: '/api/admin/customers/export?q=csv&sort=name&per_page=1&page=2',
      token,
    })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="customers-\d{4}-\d\d-\d\d\.csv"$/,
    )
    const [head, ...lines] = String(answer.body).trimEnd().split('\r\n')
    expect(head).toBe('id,external_id,name,email,families,plans,addons,monthly,created_at')
    expect(lines).toHaveLength(3)
    expect(lines.join()).toContain('"Csv, Inc"')
    expect(lines.join()).toContain(",'=Csv(),")
    expect(lines[0]).toMatch(/,smart-ml,Pro,0,0\.00 INR,/)
    const audited = await database().auditEntry.findFirst({ where: { action: 'customers.exported' } })
    expect(audited).toMatchObject({ actor: `user:${userId}`, data: { sort: 'name' } })
  })
})
