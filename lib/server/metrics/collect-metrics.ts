import { collectDefaultMetrics, register } from 'prom-client'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { type GaugeName, type Sample, setGauge } from './gauges.ts'

/** Late is what should have been done this long ago, on the product's clock. */
const LATE = { minutes: 1 }

/** Everything this process measures, with the state of the books as the database has it now. Prometheus text. */
export async function collectMetrics(): Promise<string> {
  if (!register.getSingleMetric('process_cpu_seconds_total')) collectDefaultMetrics()
  try {
    await readDatabase()
    setGauge('tackon_database_up', [{ labels: {}, value: 1 }])
  } catch {
    // What the process itself measured is worth having most when the database is away.
    setGauge('tackon_database_up', [{ labels: {}, value: 0 }])
  }
  return register.metrics()
}

export const METRICS_CONTENT_TYPE = register.contentType

type Row = Record<string, string | bigint>

async function readDatabase(): Promise<void> {
  const at = await now()
  const instant = at.toString()
  const late = at.subtract(LATE).toString()
  const db = database()
  fill(
    'tackon_purchases',
    await db.$queryRaw`SELECT status::text, count(*) AS value FROM purchases GROUP BY 1`,
  )
  fill(
    'tackon_payments',
    await db.$queryRaw`SELECT provider, status::text, count(*) AS value FROM payments GROUP BY 1, 2`,
  )
  const held = await db.$queryRaw<{ family: string; addon: string; holders: bigint; units: bigint }[]>`
    SELECT product_families.code AS family, addons.code AS addon,
      count(DISTINCT subscription_lines.id) AS holders, sum(terms.quantity) AS units
    FROM terms
    JOIN subscription_lines ON subscription_lines.id = terms.line_id
    JOIN addons ON addons.id = subscription_lines.addon_id
    JOIN product_families ON product_families.id = addons.family_id
    WHERE terms.starts_at <= ${instant}::timestamptz
      AND (terms.ends_at IS NULL OR terms.ends_at > ${instant}::timestamptz)
      AND (terms.withdrawn_at IS NULL OR terms.withdrawn_at > ${instant}::timestamptz)
    GROUP BY 1, 2`
  const addon = ({ family, addon }: { family: string; addon: string }) => ({ family, addon })
  setGauge(
    'tackon_addons_active',
    held.map((row) => ({ labels: addon(row), value: Number(row.holders) })),
  )
  setGauge(
    'tackon_addon_units_active',
    held.map((row) => ({ labels: addon(row), value: Number(row.units) })),
  )
  fill(
    'tackon_webhooks_waiting',
    await db.$queryRaw`
      SELECT provider, count(*) FILTER (WHERE processed_at IS NULL AND subject IS NOT NULL) AS value FROM webhook_deliveries GROUP BY 1`,
  )
  fill(
    'tackon_due_work',
    await db.$queryRaw`
      SELECT kind, CASE WHEN due_at > ${instant}::timestamptz THEN 'waiting'
        WHEN due_at > ${late}::timestamptz THEN 'due' ELSE 'late' END AS state, count(*) AS value
      FROM due_work GROUP BY 1, 2`,
  )
  fill(
    'tackon_messages_unsent',
    await db.$queryRaw`
      SELECT template, count(*) AS value FROM outbound_messages
      WHERE channel = 'email' AND sent_at IS NULL GROUP BY 1`,
  )
}

function fill(name: GaugeName, rows: Row[]): void {
  setGauge(
    name,
    rows.map(
      ({ value, ...labels }): Sample => ({ labels: labels as Record<string, string>, value: Number(value) }),
    ),
  )
}
