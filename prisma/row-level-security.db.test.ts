import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asCustomer } from '#lib/db/as-customer.ts'
import { database } from '#lib/db/client.ts'
import { migrate } from '#lib/db/migrate.ts'
import { insertProbe } from './testing/insert-probe.ts'

// S3.4 row-level security, over a raw connection: the policies themselves, whatever our own code asks.

/** Tables with a customer's rows, and the column by which a row is whose. */
const OWN: Record<string, string> = {
  customers: 'id',
  members: 'customer_id',
  access_tokens: 'customer_id',
  api_keys: 'customer_id',
  ceiling_counters: 'customer_id',
  subscriptions: 'customer_id',
  subscription_lines: 'customer_id',
  billing_agreements: 'customer_id',
  terms: 'customer_id',
  quotes: 'customer_id',
  purchases: 'customer_id',
  payments: 'customer_id',
  refunds: 'customer_id',
  provider_references: 'customer_id',
  invoices: 'customer_id',
  credit_notes: 'customer_id',
  applied_addons: 'customer_id',
  invoice_orders: 'customer_id',
  billing_details: 'customer_id',
  tax_assignments: 'customer_id',
  journal_entries: 'customer_id',
  outbound_messages: 'customer_id',
  audit_entries: 'customer_id',
  workspace_records: 'customer_id',
}

/** Tables whose rows are somebody's through the row they belong to. */
const PARTS: Record<string, [column: string, parent: string]> = {
  api_key_secrets: ['api_key_id', 'api_keys'],
  usage_counters: ['subscription_id', 'subscriptions'],
  quote_lines: ['quote_id', 'quotes'],
  invoice_lines: ['invoice_id', 'invoices'],
  credit_note_lines: ['credit_note_id', 'credit_notes'],
  invoice_line_taxes: ['invoice_id', 'invoices'],
  credit_note_taxes: ['credit_note_id', 'credit_notes'],
  journal_postings: ['entry_id', 'journal_entries'],
}
const TABLES = [...Object.keys(OWN), ...Object.keys(PARTS)].sort()

/** Checks some tables have, met by rows that are about nothing else. */
const PLAIN: Record<string, Record<string, unknown>> = {
  subscription_lines: { addon_id: crypto.randomUUID() },
  terms: { source: 'comp' },
  payments: { status: 'pending' },
  invoice_orders: { amount_minor: 1 },
  quotes: { total_minor: 1, due_now_minor: 1 },
  billing_details: { country: 'DE' },
}

const [ours, theirs] = [crypto.randomUUID(), crypto.randomUUID()]
let client: pg.Client
beforeAll(async () => {
  client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  // Rows about nothing but whose they are: neither what they point to nor triggers are asked.
  await client.query('SET session_replication_role = replica')
  for (const owner of [ours, theirs]) {
    for (const [table, column] of Object.entries(OWN))
      await insertProbe(client, table, [rowOf(table, column, owner)])
    for (const [table, [column, parent]] of Object.entries(PARTS)) {
      const { rows } = await client.query(`SELECT id FROM ${parent} WHERE customer_id = $1`, [owner])
      await insertProbe(client, table, [{ [column]: rows[0].id }])
    }
  }
  await client.query('SET session_replication_role = origin')
})
afterAll(() => client.end())

function rowOf(table: string, column: string, owner: string) {
  return { ...PLAIN[table], [column]: owner }
}

/** Does something as the role, and takes it back. `allGranted`: with every privilege there is, so that only the policies hold. */
async function asRole<Result>(
  options: { customerId: string | null; allGranted?: boolean },
  act: () => Promise<Result>,
): Promise<Result> {
  await client.query('BEGIN')
  try {
    if (options.allGranted) {
      await client.query('GRANT ALL ON ALL TABLES IN SCHEMA public TO tackon_customer')
    }
    await client.query('SET LOCAL ROLE tackon_customer')
    if (options.customerId) {
      await client.query("SELECT set_config('app.customer_id', $1, true)", [options.customerId])
    }
    return await act()
  } finally {
    await client.query('ROLLBACK')
  }
}

const count = async (table: string) =>
  Number((await client.query(`SELECT count(*) AS found FROM ${table}`)).rows[0].found)
/** PostgreSQL's code for the refusal, or how many rows it hit. */
const outcome = (sql: string, values: unknown[] = []) =>
  client.query(sql, values).then(
    ({ rowCount }) => rowCount,
    (error: { code: string; message: string }) =>
      /row-level security/.test(error.message) ? 'policy' : error.code,
  )
const PERMISSION_DENIED = '42501'

describe('S3.4 row-level security', () => {
  test('S3.4 stands on every table that has a customer’s rows, also one that is added later', async () => {
    const { rows } = await client.query<{ table: string; enabled: boolean; policies: number }>(
      `WITH RECURSIVE owned AS (
         SELECT 'customers'::regclass::oid AS relid
         UNION SELECT f.conrelid FROM pg_constraint f JOIN owned o ON f.confrelid = o.relid
           WHERE f.contype = 'f' AND f.conrelid <> ALL ('{users,plans,addons}'::regclass[]))
       SELECT c.relname AS table, c.relrowsecurity AS enabled,
         (SELECT count(*)::int FROM pg_policy p WHERE p.polrelid = c.oid) AS policies
       FROM pg_class c
       WHERE c.oid IN (SELECT relid FROM owned
         UNION SELECT attrelid FROM pg_attribute WHERE attname = 'customer_id' AND NOT attisdropped)
         AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY 1`,
    )
    expect(rows).toEqual(TABLES.map((table) => ({ table, enabled: true, policies: 1 })))
  })

  test.each(TABLES)(
    'S3.4 %s: only one’s own is to be seen, and nothing without saying who one is',
    async (table) => {
      expect(await count(table)).toBe(2)
      expect(await asRole({ customerId: ours, allGranted: true }, () => count(table))).toBe(1)
      expect(await asRole({ customerId: null, allGranted: true }, () => count(table))).toBe(0)
      expect(await asRole({ customerId: crypto.randomUUID(), allGranted: true }, () => count(table))).toBe(0)
    },
  )

  test.each(TABLES)(
    'S3.4 %s: what is another’s cannot be changed, removed, made or given away',
    async (table) => {
      const [column, mine, its] = await ownerColumn(table)
      const all = { customerId: ours, allGranted: true }
      await client.query('SET session_replication_role = replica')
      const set = `UPDATE ${table} SET ${column} = $1 WHERE ${column} = $2`
      expect(await asRole(all, () => outcome(set, [its, its])), 'changed').toBe(0)
      expect(
        await asRole(all, () => outcome(`DELETE FROM ${table} WHERE ${column} = $1`, [its])),
        'removed',
      ).toBe(0)
      expect(await asRole(all, () => outcome(set, [its, mine])), 'given away').toBe('policy')
      const copy = `INSERT INTO ${table} SELECT * FROM jsonb_populate_record(null::${table}, $1)`
      const row = JSON.stringify(await rowLike(table, column, its))
      expect(await asRole(all, () => outcome(copy, [row])), 'made').toBe('policy')
      await client.query('SET session_replication_role = origin')
    },
  )

  test('S3.4 without a policy’s help either: the role may write almost nothing, and read no secret', async () => {
    const { rows } = await client.query<{ table: string; privilege: string }>(
      `SELECT table_name AS table, string_agg(privilege_type, ',' ORDER BY privilege_type) AS privilege
       FROM information_schema.role_table_grants WHERE grantee = 'tackon_customer' GROUP BY 1`,
    )
    const writes = rows.filter(({ privilege }) => privilege !== 'SELECT')
    expect(Object.fromEntries(writes.map(({ table, privilege }) => [table, privilege]))).toEqual({
      usage_counters: 'INSERT,SELECT,UPDATE',
      workspace_records: 'DELETE,INSERT,SELECT,UPDATE',
    })
    for (const table of [
      'users',
      'access_tokens',
      'sign_in_links',
      'phones',
      'phone_codes',
      'idempotency_records',
      'webhook_deliveries',
    ]) {
      const read = asRole({ customerId: ours }, () => outcome(`SELECT * FROM ${table}`))
      expect(await read, table).toBe(PERMISSION_DENIED)
    }
    const seen = 'UPDATE outbound_messages SET seen_at = created_at'
    expect(await asRole({ customerId: ours }, () => outcome(seen))).toBe(1)
    const body = "UPDATE outbound_messages SET recipient = 'x'"
    expect(await asRole({ customerId: ours }, () => outcome(body))).toBe(PERMISSION_DENIED)
  })

  test('S3.4 nobody signs in as the role', async () => {
    const { rows } = await client.query(
      `SELECT rolcanlogin, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = 'tackon_customer'`,
    )
    expect(rows).toEqual([{ rolcanlogin: false, rolsuper: false, rolbypassrls: false }])
  })
})

describe('asCustomer', () => {
  test('S3.4 a query that forgets whose rows it wants still gets only one’s own', async () => {
    const found = await asCustomer(ours, (tx) => tx.purchase.findMany({ select: { customerId: true } }))
    expect(found).toEqual([{ customerId: ours }])
    const removed = await asCustomer(ours, (tx) => tx.workspaceRecord.deleteMany())
    expect(removed.count).toBe(1)
    expect(await database().workspaceRecord.count()).toBe(1)
  })

  test('S3.4 ends with its transaction, also one that fails: the connection is nobody’s again', async () => {
    await expect(
      asCustomer(ours, async () => {
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    const standings = Array.from(
      { length: 30 },
      () =>
        database().$queryRaw<{ role: string; customer: string | null }[]>`
        SELECT current_user::text AS role, nullif(current_setting('app.customer_id', true), '') AS customer`,
    )
    for (const [row] of await Promise.all(standings)) {
      expect(row?.role).not.toBe('tackon_customer')
      expect(row?.customer).toBeNull()
    }
  })

  test('S3.4 many at once never see each other’s', async () => {
    const seen = await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        const me = index % 2 === 0 ? ours : theirs
        const rows = await asCustomer(me, (tx) => tx.customer.findMany({ select: { id: true } }))
        return rows.every(({ id }) => id === me) && rows.length === 1
      }),
    )
    expect(seen.every(Boolean)).toBe(true)
  })
})

test('S3.4 holds where the tables belong to somebody who is no superuser', async () => {
  const admin = new URL(process.env.DATABASE_URL ?? '')
  const name = `owned_${crypto.randomUUID().slice(0, 8)}`
  await client.query(`CREATE ROLE ${name} LOGIN PASSWORD 'x'`)
  await client.query(`GRANT tackon_customer TO ${name} WITH INHERIT FALSE, SET TRUE`)
  await client.query(`CREATE DATABASE ${name} OWNER ${name}`)
  const url = Object.assign(new URL(admin), { username: name, password: 'x', pathname: `/${name}` })
  const owner = new pg.Client({ connectionString: url.href })
  try {
    await migrate(url.href)
    await owner.connect()
    await insertProbe(owner, 'customers', [{ id: ours }, { id: theirs }])
    expect((await owner.query('SELECT id FROM customers')).rowCount).toBe(2)
    await owner.query('BEGIN')
    await owner.query(
      "SELECT set_config('role', 'tackon_customer', true), set_config('app.customer_id', $1, true)",
      [ours],
    )
    expect((await owner.query('SELECT id FROM customers')).rows).toEqual([{ id: ours }])
    await owner.query('ROLLBACK')
  } finally {
    await owner.end()
    await client.query(`DROP DATABASE ${name} WITH (FORCE)`)
    await client.query(`DROP ROLE ${name}`)
  }
})

/** The column that says whose a row is, and its value of ours and of theirs. */
async function ownerColumn(table: string): Promise<[column: string, mine: string, its: string]> {
  const part = PARTS[table]
  if (!part) return [OWN[table] ?? '', ours, theirs]
  const [column, parent] = part
  const { rows } = await client.query(
    `SELECT id FROM ${parent} WHERE customer_id = ANY ($1) ORDER BY customer_id = $2 DESC`,
    [[ours, theirs], ours],
  )
  return [column, rows[0].id, rows[1].id]
}

/** A row of theirs once more, under another key. */
async function rowLike(table: string, column: string, its: string) {
  const { rows } = await client.query(`SELECT to_jsonb(t) AS row FROM ${table} t WHERE ${column} = $1`, [its])
  const { row } = rows[0]
  for (const key of ['id', 'hash', 'user_id', 'feature_id', 'external_id', 'dedupe_key', 'code', 'number']) {
    if (key in row && key !== column) row[key] = crypto.randomUUID()
  }
  return row
}
