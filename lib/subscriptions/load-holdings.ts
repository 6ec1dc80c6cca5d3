import type { DatabaseOrTransaction } from '#lib/db/client.ts'
import { readRows } from '#lib/db/read-rows.ts'
import { Prisma } from '#prisma/generated/client.ts'
import type {
  Agreement,
  HeldLine,
  HeldSubscription,
  Holdings,
  LineTerm,
  PendingQuantity,
} from './holdings.ts'

/**
 * What a customer, or one of its API keys, holds in a family, in one round trip: every line with its terms, what is charged for them, and what
 * open purchases would add (until they expire). An approval that never reached the provider is none. Terms that ended before `at` are left out
 * unless `ended` asks for them.
 */
export async function loadHoldings(
  db: DatabaseOrTransaction,
  options: {
    customerId: string
    familyCode: string
    apiKeyId?: string | null
    at: Temporal.Instant
    ended?: boolean
  },
): Promise<Holdings> {
  const at = options.at.toString()
  const ended = options.ended ?? false
  const [row] = await readRows<HoldingsRow>(
    db,
    Prisma.sql`
    SELECT
      json_build_object('id', s.id, 'customerId', s.customer_id, 'apiKeyId', s.api_key_id, 'provider', s.provider, 'anchorAt', s.anchor_at,
        'version', s.version, 'createdAt', s.created_at,
        'nextPlanCode', (SELECT p.code FROM plans p WHERE p.id = s.next_plan_id)) AS subscription,
      (SELECT coalesce(json_agg(json_build_object(
         'id', l.id, 'planCode', p.code, 'addonCode', a.code, 'autoRenew', l.auto_renew,
         'cancelAtPeriodEnd', l.cancel_at_period_end, 'nextQuantity', l.next_quantity,
         'canceledAt', l.canceled_at, 'startedAt', l.started_at,
         'endsAt', l.ends_at, 'lastPaymentAt', l.last_payment_at, 'createdAt', l.created_at,
         'updatedAt', l.updated_at,
         'terms', (SELECT coalesce(json_agg(json_build_object(
             'id', t.id, 'quantity', t.quantity, 'startsAt', t.starts_at, 'endsAt', t.ends_at,
             'graceEndsAt', t.grace_ends_at, 'withdrawnAt', t.withdrawn_at, 'unitAmountMinor', t.unit_amount_minor::text, 'currency', t.currency,
             'source', t.source, 'periodStartsAt', t.period_starts_at, 'purchaseId', t.purchase_id,
             'boughtBy', b.user_id) ORDER BY t.starts_at, t.id), '[]')
           FROM terms t LEFT JOIN purchases b ON b.id = t.purchase_id
           WHERE t.line_id = l.id
             AND (${ended} OR coalesce(least(coalesce(t.grace_ends_at, t.ends_at), t.withdrawn_at), 'infinity') > ${at}::timestamptz))
         ) ORDER BY l.started_at, l.id), '[]')
         FROM subscription_lines l
         LEFT JOIN plans p ON p.id = l.plan_id
         LEFT JOIN addons a ON a.id = l.addon_id
         WHERE l.subscription_id = s.id AND l.customer_id = s.customer_id) AS lines,
      (SELECT coalesce(json_agg(json_build_object(
         'id', g.id, 'externalId', (SELECT e.external_id FROM provider_references e
           WHERE e.subject = 'agreement' AND e.subject_id = g.id), 'lineId', g.line_id, 'status', g.status, 'quantity', g.quantity,
         'unitAmountMinor', g.unit_amount_minor::text,
         'periodStartsAt', g.period_starts_at, 'periodEndsAt', g.period_ends_at, 'pastDueSince', g.past_due_since,
         'open', (SELECT json_build_object('purchaseId', o.id, 'url', o.pay_url,
             'amountMinor', (o.amount_minor - o.balance_minor)::text)
           FROM purchases o LEFT JOIN subscription_lines m ON m.id = g.line_id
           WHERE o.subscription_id = s.id AND o.user_id IS NULL AND o.status = 'pending'
             AND (g.line_id IS NULL OR o.expires_at > ${at}::timestamptz AND EXISTS (
               SELECT FROM quote_lines r WHERE r.quote_id = o.quote_id AND r.addon_id = m.addon_id))
           ORDER BY o.created_at DESC LIMIT 1))
         ORDER BY g.created_at, g.id), '[]')
         FROM billing_agreements g WHERE g.subscription_id = s.id AND g.status <> 'canceled'
           AND (g.status <> 'pending' OR EXISTS (
             SELECT FROM provider_references e WHERE e.subject = 'agreement' AND e.subject_id = g.id))) AS agreements,
      (SELECT coalesce(json_agg(json_build_object(
         'purchaseId', c.id, 'userId', c.user_id, 'planCode', p.code, 'addonCode', a.code,
         'action', q.action, 'quantity', q.quantity, 'startsAt', q.starts_at, 'endsAt', q.ends_at) ORDER BY c.created_at, q.position), '[]')
         FROM purchases c
         JOIN quote_lines q ON q.quote_id = c.quote_id
         LEFT JOIN plans p ON p.id = q.plan_id
         LEFT JOIN addons a ON a.id = q.addon_id
         WHERE c.subscription_id = s.id AND c.user_id IS NOT NULL
           AND c.status = 'pending' AND c.expires_at > ${at}::timestamptz) AS pending
    FROM subscriptions s JOIN product_families f ON f.id = s.family_id
    WHERE s.customer_id = ${options.customerId}::uuid AND f.code = ${options.familyCode}
      AND s.api_key_id IS NOT DISTINCT FROM ${options.apiKeyId ?? null}::uuid`,
  )
  if (!row) return { subscription: null, lines: [], agreements: [], pending: [] }
  return {
    subscription: withInstants<HeldSubscription>(row.subscription),
    lines: row.lines.map(toLine),
    agreements: row.agreements.map(toAgreement),
    pending: row.pending.map((entry) => withInstants<PendingQuantity>(entry)),
  }
}

/** As the database's JSON has it: instants as text. */
type Stored<Value> = {
  [Key in keyof Value]: Value[Key] extends Temporal.Instant | null ? string | null : Value[Key]
}
type TermRow = Omit<Stored<LineTerm>, 'unitAmountMinor'> & { unitAmountMinor: string }
type LineRow = Omit<Stored<HeldLine>, 'terms'> & { terms: TermRow[] }
type AgreementRow = Omit<Stored<Agreement>, 'unitAmountMinor' | 'open'> & {
  unitAmountMinor: string | null
  open: { purchaseId: string; amountMinor: string; url: string | null } | null
}
type HoldingsRow = {
  subscription: Stored<HeldSubscription>
  lines: LineRow[]
  agreements: AgreementRow[]
  pending: Stored<PendingQuantity>[]
}

function toLine({ terms, ...line }: LineRow): HeldLine {
  return { ...withInstants<Omit<HeldLine, 'terms'>>(line), terms: terms.map(toTerm) }
}

function toTerm({ unitAmountMinor, ...term }: TermRow): LineTerm {
  return {
    ...withInstants<Omit<LineTerm, 'unitAmountMinor'>>(term),
    unitAmountMinor: BigInt(unitAmountMinor),
  }
}

function toAgreement({ unitAmountMinor, open, ...agreement }: AgreementRow): Agreement {
  return {
    ...withInstants<Omit<Agreement, 'unitAmountMinor' | 'open'>>(agreement),
    unitAmountMinor: unitAmountMinor === null ? null : BigInt(unitAmountMinor),
    open: open && { ...open, amountMinor: BigInt(open.amountMinor) },
  }
}

/** Reads the fields whose names end in `At` or `Since` as instants. */
function withInstants<Value extends object>(stored: Stored<Value>): Value {
  const entries = Object.entries(stored).map(([key, value]) =>
    /(At|Since)$/.test(key) && typeof value === 'string' ? [key, Temporal.Instant.from(value)] : [key, value],
  )
  return Object.fromEntries(entries) as Value
}
