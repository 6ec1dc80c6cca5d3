import { z } from 'zod'
import { database } from '#lib/db/client.ts'
import { toDecimalString } from '#lib/money/currency.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { type CustomerRow, customerRow } from './customer-schemas.ts'
import { liveTerms, MONTHLY } from './live-terms.ts'
import { type AdminTable, containing, dayFilters, searchFilter, tableQuery, within } from './table.ts'

const query = tableQuery({
  sorts: ['name', 'email', 'created', 'addons', 'monthly'],
  sort: '-created',
  filters: { q: searchFilter, family: z.string().max(100).optional(), ...dayFilters },
})

/** Every customer, what it is on and what it pays. */
export const customersTable: AdminTable<z.output<typeof query>, CustomerRow> = {
  name: 'customers',
  row: customerRow,
  query,
  id: Prisma.sql`c.id`,
  from: Prisma.sql`customers c`,
  where: ({ q, family, ...days }) => [
    ...containing([Prisma.sql`c.name`, Prisma.sql`c.email`, Prisma.sql`c.external_id`], q),
    ...(family === undefined ? [] : [isIn(family)]),
    ...within(Prisma.sql`c.created_at`, days),
  ],
  sorts: {
    name: { by: [Prisma.sql`c.name`] },
    email: { by: [Prisma.sql`c.email`] },
    created: { by: [Prisma.sql`c.created_at`] },
    addons: { by: [Prisma.sql`coalesce(held.addons, 0)`], join: joinAddons },
    // Amounts of one currency stand together: those of two cannot be compared.
    monthly: {
      by: [Prisma.sql`coalesce(held.currency, '')`, Prisma.sql`coalesce(held.monthly, 0)`],
      join: joinMonthly,
    },
  },
  load: loadCustomers,
  csv: [
    { name: 'id', value: (row) => row.id },
    { name: 'external_id', value: (row) => row.externalId },
    { name: 'name', value: (row) => row.name },
    { name: 'email', value: (row) => row.email },
    { name: 'families', value: (row) => row.families.map(({ code }) => code).join(' ') },
    { name: 'plans', value: (row) => row.families.map(({ plan }) => plan ?? 'none').join('; ') },
    { name: 'addons', value: (row) => row.families.reduce((sum, { addons }) => sum + addons, 0) },
    { name: 'monthly', value: (row) => row.families.map(monthlyText).join('; ') },
    { name: 'created_at', value: (row) => row.createdAt },
  ],
}

function monthlyText({ monthlyMinor, currency }: CustomerRow['families'][number]): string {
  return `${toDecimalString(BigInt(monthlyMinor), currency)} ${currency}`
}

function isIn(family: string): Prisma.Sql {
  return Prisma.sql`EXISTS (SELECT FROM subscriptions s JOIN product_families f ON f.id = s.family_id
    WHERE s.customer_id = c.id AND f.code = ${family})`
}

/** How many add-ons everybody holds now. */
function joinAddons(at: Temporal.Instant): Prisma.Sql {
  return Prisma.sql`LEFT JOIN (
    SELECT l.customer_id, count(*) AS addons FROM subscription_lines l
    WHERE l.addon_id IS NOT NULL AND l.id IN (SELECT t.line_id FROM terms t WHERE ${liveTerms(at)})
    GROUP BY l.customer_id) held ON held.customer_id = c.id`
}

/** What everybody pays a month for what is held now. */
function joinMonthly(at: Temporal.Instant): Prisma.Sql {
  return Prisma.sql`LEFT JOIN (
    SELECT t.customer_id, max(t.currency) AS currency,
      sum(t.quantity * t.unit_amount_minor / coalesce(q.interval_months, 1)) AS monthly
    FROM terms t LEFT JOIN quote_lines q ON q.id = t.quote_line_id
    WHERE t.source = 'paid' AND ${liveTerms(at)} GROUP BY t.customer_id) held ON held.customer_id = c.id`
}

type Stored = Omit<CustomerRow, 'createdAt'> & { createdAt: Date }

async function loadCustomers({ ids, at }: { ids: string[]; at: Temporal.Instant }): Promise<CustomerRow[]> {
  const rows = await database().$queryRaw<Stored[]>`
    SELECT c.id, c.external_id AS "externalId", c.name, c.email, c.created_at AS "createdAt",
      (SELECT coalesce(json_agg(json_build_object(
         'code', one.code, 'name', one.name, 'plan', one.plan, 'addons', one.addons, 'monthlyMinor', one.monthly,
         'currency', one.currency) ORDER BY one.since, one.code), '[]')
       FROM (SELECT f.code, f.name, f.currency, min(s.created_at) AS since,
         -- Every key has a tier of its own: how many there are says more than one of them.
         CASE WHEN f.held_by = 'api_key' THEN count(*) || CASE count(*) WHEN 1 THEN ' key' ELSE ' keys' END
           ELSE min(coalesce(held.plan, f.default_plan)) END AS plan,
         sum(held.addons)::int AS addons, sum(held.monthly)::bigint AS monthly
       FROM subscriptions s
       JOIN (SELECT id, code, name, currency, held_by, (SELECT p.name FROM plans p
               WHERE p.family_id = families.id AND p.is_default) AS default_plan
             FROM product_families families) f ON f.id = s.family_id
       CROSS JOIN LATERAL (
         SELECT (array_agg(p.name ORDER BY p.rank DESC) FILTER (WHERE p.id IS NOT NULL))[1] AS plan,
           count(DISTINCT l.id) FILTER (WHERE l.addon_id IS NOT NULL) AS addons, ${MONTHLY} AS monthly
         FROM subscription_lines l JOIN terms t ON t.line_id = l.id
         LEFT JOIN plans p ON p.id = l.plan_id
         LEFT JOIN quote_lines q ON q.id = t.quote_line_id
         WHERE l.subscription_id = s.id AND ${liveTerms(at)}) held
       WHERE s.customer_id = c.id
       GROUP BY f.code, f.name, f.currency, f.held_by) one) AS families
    FROM customers c WHERE c.id = ANY(${ids}::uuid[])`
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }))
}
