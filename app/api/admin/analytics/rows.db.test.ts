import { beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { type Admin, openAdmin } from '#lib/admin/testing/open-admin.ts'
import {
  customerRow,
  movementRow,
  mrrRow,
  renewalRow,
  revenueRow,
  upgradeRow,
} from '#lib/analytics/row-schemas.ts'
import { type Analytics, analytics } from '#lib/analytics/schemas.ts'
import { buildJune } from '#lib/analytics/testing/june.ts'
import { buildUser } from '#lib/auth/testing/build-user.ts'
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import type { RouteHandler } from '#lib/http/route-types.ts'
import { call } from '#lib/http/testing/call.ts'
import { families } from '#prisma/seed/catalog/families.ts'
import { GET as getCustomers } from './customers/rows/route.ts'
import { GET as getMovementsFile } from './movements/rows/export/route.ts'
import { GET as getMovements } from './movements/rows/route.ts'
import { GET as getMrrFile } from './mrr/rows/export/route.ts'
import { GET as getMrr } from './mrr/rows/route.ts'
import { GET as getRenewals } from './renewals/rows/route.ts'
import { GET as getRevenue } from './revenue/rows/route.ts'
import { GET as getAnalytics } from './route.ts'
import { GET as getUpgrades } from './upgrades/rows/route.ts'

let admin: Admin
let figures: Analytics
/** The scope and the instants the figures came with. */
let june: string

beforeAll(async () => {
  for (const seed of families) await seedCatalog({ seed, now: await now() })
  await buildJune()
  admin = await openAdmin()
  const path = '/api/admin/analytics?family=klarvo&from=2026-06-01&to=2026-06-30'
  figures = analytics.parse((await admin.ask(getAnalytics, { path })).body)
  june = `family=klarvo&currency=${figures.currency}&from=${figures.from}&to=${figures.to}`
})

const list = <Row extends z.ZodType>(handler: RouteHandler, row: Row, query = '') =>
  admin.list(handler, row, `${june}&${query}`)
const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0)

describe('E.2 the rows behind a figure', () => {
  test('E.2 MRR is the sum of its terms, add-ons of theirs, and grace of those in it', async () => {
    const { rows, total } = await list(getMrr, mrrRow)
    expect(total).toBe(4)
    expect(sum(rows.map(({ monthlyMinor }) => monthlyMinor))).toBe(figures.mrr.valueMinor)
    expect(rows[0]).toMatchObject({
      customer: { name: 'Ada' },
      ...{ kind: 'addon', quantity: 2, unitAmountMinor: 178_800, intervalMonths: 12, monthlyMinor: 29_800 },
    })
    const ofKind = async (query: string) =>
      sum((await list(getMrr, mrrRow, query)).rows.map(({ monthlyMinor }) => monthlyMinor))
    expect(await ofKind('kind=addon')).toBe(figures.mrr.addonMinor)
    expect(await ofKind('item=importer_distributor')).toBe(figures.topAddons[0]?.monthlyMinor)
    expect(await ofKind('held=grace')).toBe(figures.mrr.graceMinor)
    expect((await list(getMrr, mrrRow, 'q=ada&sort=item&per_page=1&page=2')).rows).toHaveLength(1)
  })

  test('E.2 movements add up, each kind to its own', async () => {
    for (const kind of ['new', 'expansion', 'contraction', 'churn', 'reactivation'] as const) {
      const { rows } = await list(getMovements, movementRow, `kind=${kind}`)
      expect(sum(rows.map(({ deltaMinor }) => deltaMinor)), kind).toBe(figures.movements.during[kind])
    }
    const { rows } = await list(getMovements, movementRow, 'sort=at')
    expect(rows.map(({ customer, kind, deltaMinor }) => [customer.name, kind, deltaMinor])).toEqual([
      ['Flo', 'reactivation', 4_900],
      ['Eve', 'new', 4_900],
      ['Ada', 'expansion', 10_000],
      ['Bo', 'churn', -14_900],
      ['Eve', 'expansion', 14_900],
      ['Eve', 'contraction', -14_900],
    ])
    expect(rows[2]).toMatchObject({ at: '2026-06-10T00:00:00.000Z', beforeMinor: 34_700, afterMinor: 44_700 })
  })

  test('E.2 customers, upgrades and renewals are as many as the shares say', async () => {
    expect((await list(getCustomers, customerRow)).total).toBe(figures.customers.all)
    const paying = await list(getCustomers, customerRow, 'who=paying')
    expect(paying.total).toBe(figures.customers.paying)
    expect(sum(paying.rows.map(({ monthlyMinor }) => monthlyMinor))).toBe(figures.mrr.valueMinor)
    expect((await list(getCustomers, customerRow, 'who=with_addons')).total).toBe(figures.attachRate.part)

    expect((await list(getUpgrades, upgradeRow)).total).toBe(figures.upgradeConversion.whole)
    const upgraded = await list(getUpgrades, upgradeRow, 'upgraded=yes')
    expect(upgraded.total).toBe(figures.upgradeConversion.part)
    expect(upgraded.rows[0]).toMatchObject({ planBefore: 'Starter', planBought: 'Growth' })
    expect((await list(getUpgrades, upgradeRow, 'upgraded=no')).rows).toContainEqual(
      expect.objectContaining({ customer: expect.objectContaining({ name: 'Cy' }), planBought: null }),
    )
    expect((await list(getRenewals, renewalRow)).total).toBe(figures.renewalsByThemselves.whole)
    const alone = await list(getRenewals, renewalRow, 'by=itself')
    expect(alone.rows).toMatchObject([{ customer: { name: 'Flo' }, items: 'starter', amountMinor: 4_900 }])
  })

  test('E.2 revenue is money that came, less what went back, of purchases or not', async () => {
    const { id: customerId } = await database().customer.findFirstOrThrow({ where: { name: 'Ada' } })
    const at = new Date('2026-06-15T12:00Z')
    const stamps = { createdAt: at, updatedAt: at, currency: 'EUR', customerId }
    const payment = await database().payment.create({
      data: {
        ...stamps,
        provider: 'stripe',
        amountMinor: 5000n,
        status: 'captured',
        capturedAt: at,
        description: 'x',
      },
    })
    await database().refund.create({
      data: {
        ...{ ...stamps, paymentId: payment.id, status: 'processed', processedAt: at },
        ...{ amountMinor: 1200n, reason: 'half', cause: 'dispute' },
      },
    })
    const { rows } = await admin.list(
      getRevenue,
      revenueRow,
      `from=${figures.from}&to=${figures.to}&currency=EUR&provider=stripe&sort=-amount`,
    )
    expect(rows).toMatchObject([
      { kind: 'payment', amountMinor: 5000, family: null },
      { kind: 'dispute', amountMinor: -1200 },
    ])
    expect((await list(getRevenue, revenueRow)).total).toBe(0)
  })

  test('E.5 every order and page meets without a gap', async () => {
    const orders: [RouteHandler, string[]][] = [
      [getMrr, ['customer', 'monthly', 'item', 'started', 'ends']],
      [getMovements, ['customer', 'at', 'delta']],
      [getCustomers, ['customer', 'monthly', 'addon', 'addons', 'since']],
      [getUpgrades, ['customer', 'bought']],
      [getRenewals, ['customer', 'at', 'amount']],
    ]
    for (const [handler, sorts] of orders) {
      for (const sort of sorts.flatMap((name) => [name, `-${name}`])) {
        const { rows: whole, total } = await list(handler, mrrRow.pick({ id: true }), `sort=${sort}`)
        const ids: string[] = []
        for (let page = 1; page <= total; page++) {
          const { rows } = await list(
            handler,
            mrrRow.pick({ id: true }),
            `sort=${sort}&per_page=1&page=${page}`,
          )
          ids.push(...rows.map(({ id }) => id))
        }
        expect(ids).toEqual(whole.map(({ id }) => id))
      }
    }
  })

  test('E.2 the file has every row, in words and decimals, and is audited', async () => {
    const file = await admin.ask(getMrrFile, {
      path: `/api/admin/analytics/mrr/rows/export?${june}&sort=customer`,
    })
    expect(file.status).toBe(200)
    expect(file.headers.get('content-disposition')).toMatch(/filename="analytics-mrr-\d{4}-\d\d-\d\d\.csv"/)
    const [head, ...lines] = String(file.body).trimEnd().split('\r\n')
    expect(head).toBe(
      'term_id,kind,item,quantity,unit_amount,interval_months,monthly,starts_at,held_until,in_grace,currency,family,customer_id,customer',
    )
    expect(lines).toHaveLength(4)
    expect(String(file.body)).toContain(',2,1788.00,12,298.00,2026-05-01T00:00:00.000Z,')
    const movements = await admin.ask(getMovementsFile, { path: `/api/x?${june}&kind=churn` })
    expect(String(movements.body)).toContain('2026-06-11T00:00:00.000Z,churn,149.00,0.00,-149.00,EUR,klarvo,')
    const audited = await database().auditEntry.count({ where: { action: 'analytics-mrr.exported' } })
    expect(audited).toBe(1)
  })

  test('E.4 what is not asked as it should be is refused, whoever asks is asked first', async () => {
    const customer = await buildUser()
    for (const handler of [getMrr, getMrrFile, getRevenue]) {
      const wrong = [
        '',
        'from=2026-06-01&to=2026-06-30',
        `${june}&sort=name`,
        `${june}&kind=x`,
        `${june}&page=0`,
      ]
      for (const query of [...wrong, 'from=0001-01-01T00:00:00Z&to=2026-01-01T00:00:00Z']) {
        expect((await admin.ask(handler, { path: `/api/x?${query}` })).status, query).toBe(422)
      }
      expect((await call(handler, { path: `/api/x?${june}` })).status).toBe(401)
      expect((await call(handler, { path: '/api/x' })).status).toBe(401)
      expect((await call(handler, { path: `/api/x?${june}`, token: customer.token })).status).toBe(403)
    }
  })
})
