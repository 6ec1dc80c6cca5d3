import pg from 'pg'
import { expect, test } from 'vitest'
import { readSchema, withSchemaEngine } from '#lib/db/schema-engine.ts'
import { describeSchema } from './testing/describe-schema.ts'

/** What the migrations add by hand (prisma/constraints.db.test.ts), and Prisma's own table. */
const EXTRAS = [
  /^constraint \S+ \S+ CHECK /,
  /^index CREATE UNIQUE INDEX (prices_one_active_per_\w+|plans_one_default_per_family|subscriptions_one_per_family|provider_references_one_(order_per_(purchase|invoice_order)|subscription_per_agreement)|billing_agreements_one_per_subscription|billing_agreements_one_charging_per_line|purchases_one_renewal|addons_one_live_per_code|invoice_orders_one_(open|paying)_per_invoice) /,
  /^index CREATE INDEX terms_renewing /,
  /^function (refuse_document_change|require_balanced_entry|current_customer|tell_holdings_changed|check_subscription_holder|raise_catalog_version|raise_own_catalog_version|raise_catalog_versions_of_issuer|split_requests|take_requests|add_requests|give_back_requests|raise_key_version)$/,
  /^trigger \w+_(are_final|balance|tell_change|holder|raise_catalog_version|raise_key_version(_gone)?)$/,
  /^view waiting_work$/,
  /_prisma_migrations/,
]

async function connect(url: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client
}

/** The SQL Prisma's engine makes of the schema alone. */
async function schemaSql(databaseUrl: string): Promise<string> {
  const files = [{ path: 'schema.prisma', content: await readSchema() }]
  const { stdout } = await withSchemaEngine(databaseUrl, (engine) =>
    engine.diff({
      from: { tag: 'empty' },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    }),
  )
  return stdout ?? ''
}

test('the migrations end in what schema.prisma says, and what else they add is known', async () => {
  const migratedUrl = new URL(process.env.DATABASE_URL ?? '')
  const modelUrl = new URL(migratedUrl)
  modelUrl.pathname = `${migratedUrl.pathname}_model`
  const migrated = await connect(migratedUrl.href)
  await migrated.query(`CREATE DATABASE ${migrated.escapeIdentifier(modelUrl.pathname.slice(1))}`)
  const model = await connect(modelUrl.href)
  try {
    await model.query(await schemaSql(modelUrl.href))
    const [fromMigrations, fromModel] = [await describeSchema(migrated), await describeSchema(model)]
    expect(fromModel.size).toBeGreaterThan(300)
    expect([...fromModel.difference(fromMigrations)], 'in the schema, in no migration').toEqual([])
    const added = [...fromMigrations.difference(fromModel)]
    expect(
      added.filter((line) => !EXTRAS.some((extra) => extra.test(line))),
      'in the migrations, not in the schema',
    ).toEqual([])
    expect(EXTRAS.filter((extra) => !added.some((line) => extra.test(line)))).toEqual([])
  } finally {
    await model.end()
    await migrated.end()
  }
})
