import { z } from 'zod'
import { database } from '#lib/db/client.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { type AuditRow, auditRow } from './audit-schemas.ts'
import {
  type AdminTable,
  containing,
  dayFilters,
  equal,
  equalId,
  searchFilter,
  tableQuery,
  within,
} from './table.ts'

const query = tableQuery({
  sorts: ['at'],
  sort: '-at',
  filters: {
    q: searchFilter,
    action: z.string().max(100).optional(),
    actor: z.enum(['user', 'token', 'provider', 'system']).optional(),
    subject: z.string().max(200).optional(),
    customer: z.uuid().optional(),
    ...dayFilters,
  },
})

/** Who did what, or tried to. */
export const auditTable: AdminTable<z.output<typeof query>, AuditRow> = {
  name: 'audit',
  row: auditRow,
  query,
  id: Prisma.sql`e.id`,
  from: Prisma.sql`audit_entries e`,
  where: ({ q, action, actor, subject, customer, ...days }) => [
    ...(q ? [Prisma.sql`(${Prisma.join([...byText(q), isBy(q)], ' OR ')})`] : []),
    ...equal(Prisma.sql`e.action`, action),
    ...equal(Prisma.sql`split_part(e.actor, ':', 1)`, actor),
    ...equal(Prisma.sql`e.subject`, subject),
    ...equalId(Prisma.sql`e.customer_id`, customer),
    ...within(Prisma.sql`e.at`, days),
  ],
  sorts: { at: { by: [Prisma.sql`e.at`] } },
  load: loadEntries,
  csv: [
    { name: 'at', value: (row) => row.at },
    { name: 'actor', value: (row) => row.actor },
    { name: 'actor_email', value: (row) => row.actorEmail },
    { name: 'action', value: (row) => row.action },
    { name: 'subject', value: (row) => row.subject },
    { name: 'customer_id', value: (row) => row.customer?.id ?? null },
    { name: 'request_id', value: (row) => row.requestId },
    { name: 'data', value: (row) => JSON.stringify(row.data) },
  ],
}

function byText(words: string): Prisma.Sql[] {
  return containing([Prisma.sql`e.action`, Prisma.sql`e.subject`, Prisma.sql`e.request_id`], words)
}

function isBy(words: string): Prisma.Sql {
  const [byEmail = Prisma.sql`false`] = containing([Prisma.sql`u.email`], words)
  return Prisma.sql`e.actor IN (SELECT 'user:' || u.id FROM users u WHERE ${byEmail})`
}

async function loadEntries({ ids }: { ids: string[] }): Promise<AuditRow[]> {
  const rows = await database().$queryRaw<(Omit<AuditRow, 'at'> & { at: Date })[]>`
    SELECT e.id, e.at, e.actor, u.email AS "actorEmail", e.action, e.subject, e.request_id AS "requestId", e.data,
      CASE WHEN c.id IS NOT NULL THEN json_build_object('id', c.id, 'name', c.name) END AS customer
    FROM audit_entries e
    LEFT JOIN users u
      ON u.id = CASE WHEN e.actor ~ '^user:[0-9a-f-]{36}$' THEN substr(e.actor, 6)::uuid END
    LEFT JOIN customers c ON c.id = e.customer_id
    WHERE e.id = ANY(${ids}::uuid[])`
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}
