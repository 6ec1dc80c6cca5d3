import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertProbe, refusedBy } from './testing/insert-probe.ts'

let client: pg.Client
beforeAll(async () => {
  client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
})
afterAll(() => client.end())

const id = crypto.randomUUID()
const [early, late] = ['2026-11-21T00:00:00Z', '2026-12-21T00:00:00Z']

/** Every check, with rows it must refuse. */
const CHECKS: Record<string, [table: string, ...rows: Record<string, unknown>[]]> = {
  issuers_financial_year_start_month_check: [
    'issuers',
    { financial_year_start_month: 0 },
    { financial_year_start_month: 13 },
  ],
  document_counters_last_sequence_check: ['document_counters', { last_sequence: -1 }],
  grants_owner_check: ['grants', { plan_id: id, addon_id: id }, {}],
  grants_value_check: ['grants', { plan_id: id, value: -1 }],
  prices_owner_check: ['prices', { plan_id: id, addon_id: id }, {}],
  prices_unit_amount_check: ['prices', { plan_id: id, unit_amount_minor: -1 }],
  prices_currency_check: ['prices', { plan_id: id, currency: 'inr' }, { plan_id: id, currency: 'RUPEE' }],
  prices_interval_check: ['prices', { plan_id: id, interval_months: 0 }],
  addons_max_quantity_check: [
    'addons',
    { is_stackable: true, max_quantity: 0 },
    { is_stackable: false, max_quantity: 2 },
  ],
  product_families_currency_check: ['product_families', { currency: 'rs' }],
  users_email_check: ['users', { email: 'Someone@example.test' }],
  subscription_lines_item_check: ['subscription_lines', { plan_id: id, addon_id: id }, {}],
  terms_quantity_check: ['terms', { source: 'comp', quantity: 0 }],
  terms_period_check: [
    'terms',
    { source: 'comp', starts_at: late, ends_at: early },
    { source: 'comp', starts_at: late, ends_at: late },
  ],
  terms_paid_by_purchase_check: ['terms', { source: 'paid' }],
  addons_own_period_check: ['addons', { is_stackable: true, own_period: true, charge: 'one_time' }],
  customers_request_ceiling_check: ['customers', { request_ceiling: -1 }],
  ceiling_counters_used_check: ['ceiling_counters', { used: -1 }],
  usage_counters_used_check: ['usage_counters', { used: -1 }],
  usage_counters_pack_used_check: ['usage_counters', { used: 1, pack_used: 2 }],
  quotes_due_now_check: ['quotes', { total_minor: 0, balance_minor: 1, due_now_minor: -1 }],
  quote_lines_quantity_check: ['quote_lines', { quantity: 0 }],
  quote_lines_days_check: [
    'quote_lines',
    { billed_days: 31, period_days: 30 },
    { billed_days: -1, period_days: 30 },
  ],
  quotes_balance_check: [
    'quotes',
    { total_minor: 100, balance_minor: 40, due_now_minor: 100 },
    { total_minor: 100, balance_minor: -1, due_now_minor: 101 },
  ],
  purchases_balance_check: [
    'purchases',
    { amount_minor: 100, balance_minor: 101 },
    { amount_minor: -100, balance_minor: 1 },
  ],
  purchases_renewal_check: [
    'purchases',
    { amount_minor: 0, renews_term_id: id },
    { amount_minor: 0, renews_term_id: id, charges_saved: true, user_id: id },
  ],
  purchases_period_check: ['purchases', { amount_minor: 0, period_starts_at: late, period_ends_at: early }],
  billing_agreements_period_check: ['billing_agreements', { period_starts_at: late, period_ends_at: early }],
  billing_agreements_quantity_check: ['billing_agreements', { quantity: 0 }],
  subscription_lines_next_quantity_check: ['subscription_lines', { plan_id: id, next_quantity: 0 }],
  terms_grace_check: ['terms', { source: 'comp', starts_at: early, ends_at: late, grace_ends_at: early }],
  payments_amount_check: [
    'payments',
    { status: 'failed', amount_minor: 0 },
    { status: 'failed', amount_minor: 100, refunded_minor: 101 },
    { status: 'failed', amount_minor: 100, refunded_minor: -1 },
  ],
  payments_captured_check: ['payments', { status: 'captured' }, { status: 'failed', captured_at: early }],
  refunds_amount_check: ['refunds', { amount_minor: 0 }],
  applied_addons_amount_check: ['applied_addons', { amount_minor: 0 }, { amount_minor: -1 }],
  invoice_orders_amount_check: ['invoice_orders', { amount_minor: 0 }],
  invoice_orders_paid_check: ['invoice_orders', { amount_minor: 1, status: 'fulfilled' }],
  payments_subject_check: ['payments', { status: 'pending', purchase_id: id, invoice_order_id: id }],
  invoices_void_check: ['invoices', { payment_status: 'succeeded', voided_at: early }],
  credit_notes_offset_check: [
    'credit_notes',
    { total_minor: 100, offset_minor: 101 },
    { total_minor: 100, offset_minor: -1 },
  ],
  credit_note_lines_amount_check: ['credit_note_lines', { amount_minor: -1 }, { tax_minor: -1 }],
  taxes_rate_check: ['taxes', { rate_basis_points: -2 }, { rate_basis_points: 10_002 }],
  taxes_gst_half_check: ['taxes', { kind: 'gst', rate_basis_points: 25 }],
  taxes_reverse_charge_check: ['taxes', { kind: 'vat', reverse_charge: true }],
  tax_country_rates_rate_check: [
    'tax_country_rates',
    { country: 'DE', rate_basis_points: -1 },
    { country: 'DE', rate_basis_points: 10_001 },
  ],
  tax_country_rates_country_check: ['tax_country_rates', { country: 'Germany' }],
  tax_assignments_owner_check: ['tax_assignments', {}, { addon_id: id, family_id: id }],
  billing_details_country_check: ['billing_details', { country: 'Germany' }],
  billing_details_state_check: [
    'billing_details',
    { country: 'IN', state_code: null },
    { country: 'DE', state_code: '29' },
  ],
  invoices_total_check: ['invoices', { subtotal_minor: 100, tax_minor: 18, total_minor: 117 }],
  invoice_lines_amount_check: ['invoice_lines', { amount_minor: 117, net_minor: 100, tax_minor: 18 }],
  credit_notes_tax_check: [
    'credit_notes',
    { total_minor: 100, tax_minor: 101 },
    { total_minor: 100, tax_minor: -1 },
  ],
  phones_number_check: ['phones', { number: '0151' }, { number: '+0151234567' }, { number: '+4915123456x' }],
  phone_codes_number_check: ['phone_codes', { number: '+49' }, { number: '+1234567890123456' }],
  phone_codes_tries_check: [
    'phone_codes',
    { number: '+4915123456789', tries: 6 },
    { number: '+4915123456789', tries: -1 },
  ],
  system_clock_one_row: ['system_clock', { id: 2 }],
}

/** Every unique index Prisma cannot express, with rows it refuses together and rows it lets pass. */
const UNIQUES: Record<
  string,
  { table: string; refused: Record<string, unknown>[]; allowed?: Record<string, unknown>[] }
> = {
  prices_one_active_per_plan: {
    table: 'prices',
    refused: [
      { plan_id: id, active: true },
      { plan_id: id, active: true },
    ],
    allowed: [
      { plan_id: id, active: true },
      { plan_id: id, active: false },
      { plan_id: id, active: true, currency: 'EUR' },
      { plan_id: id, active: true, interval_months: 12 },
    ],
  },
  prices_one_active_per_addon: {
    table: 'prices',
    refused: [
      { addon_id: id, active: true },
      { addon_id: id, active: true },
    ],
    allowed: [
      { addon_id: id, active: true },
      { addon_id: id, active: false },
      { addon_id: id, active: true, currency: 'EUR' },
    ],
  },
  purchases_one_renewal: {
    table: 'purchases',
    refused: [
      { amount_minor: 1, renews_term_id: id, charges_saved: true, status: 'fulfilled' },
      { amount_minor: 1, renews_term_id: id, charges_saved: true, status: 'pending' },
    ],
    allowed: [
      { amount_minor: 1, renews_term_id: id, charges_saved: true, status: 'pending' },
      { amount_minor: 1, renews_term_id: id, charges_saved: true, status: 'failed' },
      { amount_minor: 1, renews_term_id: id, charges_saved: true, status: 'expired' },
    ],
  },
  invoice_orders_one_open_per_invoice: {
    table: 'invoice_orders',
    refused: [
      { invoice_id: id, amount_minor: 1 },
      { invoice_id: id, amount_minor: 2 },
    ],
    allowed: [
      { invoice_id: id, amount_minor: 1 },
      { invoice_id: id, amount_minor: 1, status: 'expired' },
      { invoice_id: crypto.randomUUID(), amount_minor: 1 },
    ],
  },
  invoice_orders_one_paying_per_invoice: {
    table: 'invoice_orders',
    refused: [
      { invoice_id: id, amount_minor: 1, status: 'fulfilled', paid_by_payment_id: crypto.randomUUID() },
      { invoice_id: id, amount_minor: 1, status: 'refunded', paid_by_payment_id: crypto.randomUUID() },
    ],
    allowed: [
      { invoice_id: id, amount_minor: 1, status: 'fulfilled', paid_by_payment_id: crypto.randomUUID() },
      { invoice_id: id, amount_minor: 1, status: 'refunded' },
    ],
  },
  addons_one_live_per_code: {
    table: 'addons',
    refused: [
      { family_id: id, code: 'setup_fee' },
      { family_id: id, code: 'setup_fee' },
    ],
    allowed: [
      { family_id: id, code: 'setup_fee', deleted_at: early },
      { family_id: id, code: 'setup_fee', deleted_at: late },
      { family_id: id, code: 'setup_fee' },
    ],
  },
  plans_one_default_per_family: {
    table: 'plans',
    refused: [
      { family_id: id, is_default: true, rank: 1 },
      { family_id: id, is_default: true, rank: 2 },
    ],
    allowed: [
      { family_id: id, is_default: true, rank: 1 },
      { family_id: id, is_default: false, rank: 2 },
      { family_id: id, is_default: false, rank: 3 },
    ],
  },
  subscriptions_one_per_family: {
    table: 'subscriptions',
    refused: [
      { customer_id: id, family_id: id },
      { customer_id: id, family_id: id },
    ],
    allowed: [
      { customer_id: id, family_id: id },
      { customer_id: id, family_id: id, api_key_id: id },
    ],
  },
  billing_agreements_one_per_subscription: {
    table: 'billing_agreements',
    refused: [
      { subscription_id: id, status: 'active' },
      { subscription_id: id, status: 'past_due' },
    ],
    allowed: [
      { subscription_id: id, status: 'canceled' },
      { subscription_id: id, status: 'active' },
      { subscription_id: id, status: 'active', line_id: id },
    ],
  },
  billing_agreements_one_charging_per_line: {
    table: 'billing_agreements',
    refused: [
      { line_id: id, status: 'active' },
      { line_id: id, status: 'halted' },
    ],
    allowed: [
      { line_id: id, status: 'active' },
      { line_id: id, status: 'pending' },
      { line_id: id, status: 'canceled' },
    ],
  },
  provider_references_one_order_per_purchase: {
    table: 'provider_references',
    refused: [
      { kind: 'order', subject: 'purchase', subject_id: id, external_id: 'order_1' },
      { kind: 'order', subject: 'purchase', subject_id: id, external_id: 'order_2' },
    ],
    allowed: [
      { kind: 'payment', subject: 'payment', subject_id: id, external_id: 'pay_1' },
      { kind: 'payment', subject: 'payment', subject_id: id, external_id: 'pay_2' },
    ],
  },
  provider_references_one_order_per_invoice_order: {
    table: 'provider_references',
    refused: [
      { kind: 'order', subject: 'invoice_order', subject_id: id, external_id: 'order_1' },
      { kind: 'order', subject: 'invoice_order', subject_id: id, external_id: 'order_2' },
    ],
    allowed: [
      { kind: 'payment', subject: 'payment', subject_id: id, external_id: 'pay_1' },
      { kind: 'payment', subject: 'payment', subject_id: id, external_id: 'pay_2' },
    ],
  },
  provider_references_one_subscription_per_agreement: {
    table: 'provider_references',
    refused: [
      { kind: 'subscription', subject: 'agreement', subject_id: id, external_id: 'sub_1' },
      { kind: 'subscription', subject: 'agreement', subject_id: id, external_id: 'sub_2' },
    ],
    allowed: [
      { kind: 'subscription', subject: 'agreement', subject_id: id, external_id: 'sub_1' },
      { kind: 'charge', subject: 'agreement', subject_id: id, external_id: 'sub_2' },
    ],
  },
}

/** Probes point to rows that are not there: where only a foreign key answers, nothing else refused them. */
const passes = (answer: string | null) => answer === null || answer.endsWith('_fkey')

describe('what Prisma cannot express stands in the database', () => {
  test('every check of the database is one this test knows, and the other way round', async () => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT conname AS name FROM pg_constraint
       WHERE contype IN ('c', 'x') AND connamespace = 'public'::regnamespace`,
    )
    expect(rows.map((row) => row.name).sort()).toEqual(Object.keys(CHECKS).sort())
  })

  test.each(Object.entries(CHECKS))('%s', async (name, [table, ...wrong]) => {
    for (const row of wrong) {
      expect(await refusedBy(client, () => insertProbe(client, table, [row]))).toBe(name)
    }
  })

  test.each(Object.entries(UNIQUES))('%s', async (name, { table, refused, allowed = [] }) => {
    expect(await refusedBy(client, () => insertProbe(client, table, refused))).toBe(name)
    if (allowed.length === 0) return
    expect(await refusedBy(client, () => insertProbe(client, table, allowed))).toSatisfy(passes)
  })

  test('every trigger of the database is one this test knows', async () => {
    const { rows } = await client.query<{ name: string; on: string }>(
      `SELECT tgname AS name, tgrelid::regclass::text AS "on" FROM pg_trigger t
       JOIN pg_class c ON c.oid = t.tgrelid
       WHERE NOT tgisinternal AND c.relnamespace = 'public'::regnamespace ORDER BY tgname`,
    )
    expect(rows.map((row) => [row.name, row.on])).toEqual([
      ['addon_plans_raise_catalog_version', 'addon_plans'],
      ['addons_raise_catalog_version', 'addons'],
      ['api_key_secrets_raise_key_version', 'api_key_secrets'],
      ['api_key_secrets_raise_key_version_gone', 'api_key_secrets'],
      ['api_keys_raise_key_version', 'api_keys'],
      ['audit_entries_are_final', 'audit_entries'],
      ['credit_note_lines_are_final', 'credit_note_lines'],
      ['credit_note_taxes_are_final', 'credit_note_taxes'],
      ['credit_notes_are_final', 'credit_notes'],
      ['customers_raise_key_version', 'customers'],
      ['features_raise_catalog_version', 'features'],
      ['grants_raise_catalog_version', 'grants'],
      ['invoice_line_taxes_are_final', 'invoice_line_taxes'],
      ['invoice_lines_are_final', 'invoice_lines'],
      ['invoices_are_final', 'invoices'],
      ['issuers_raise_catalog_version', 'issuers'],
      ['journal_entries_are_final', 'journal_entries'],
      ['journal_entries_balance', 'journal_postings'],
      ['journal_postings_are_final', 'journal_postings'],
      ['plans_raise_catalog_version', 'plans'],
      ['prices_raise_catalog_version', 'prices'],
      ['product_families_raise_catalog_version', 'product_families'],
      ['subscriptions_holder', 'subscriptions'],
      ['subscriptions_raise_key_version', 'subscriptions'],
      ['subscriptions_tell_change', 'subscriptions'],
    ])
  })

  test('the view of waiting work reads what is due', async () => {
    await client.query('BEGIN')
    await insertProbe(client, 'due_work', [{ kind: 'remind-line', subject: 'line:1', attempts: 2 }])
    const { rows } = await client.query(
      'SELECT kind, subject, due_at, attempts, last_error FROM waiting_work',
    )
    await client.query('ROLLBACK')
    expect(rows).toMatchObject([{ kind: 'remind-line', subject: 'line:1', attempts: 2, last_error: null }])
  })

  test('the clock is there, once', async () => {
    const { rows } = await client.query('SELECT id FROM system_clock')
    expect(rows).toEqual([{ id: 1 }])
  })
})

describe('invariant 9: what is finalized never changes', () => {
  const TABLES: [table: string, harmless: string][] = [
    ['invoices', "number = 'XXX'"],
    ['invoice_lines', "description = 'XXX'"],
    ['credit_notes', "reason = 'XXX'"],
    ['credit_note_lines', 'tax_minor = 2'],
    ['invoice_line_taxes', 'amount_minor = 2'],
    ['credit_note_taxes', 'amount_minor = 2'],
    ['journal_entries', "kind = 'XXX'"],
    ['journal_postings', "currency = 'XXX'"],
    ['audit_entries', "action = 'XXX'"],
  ]

  /** A row alone: what it points to is left out, as nobody asks about it. */
  const alone = async (table: string, act: () => Promise<void>) =>
    refusedBy(client, async () => {
      await client.query('SET LOCAL session_replication_role = replica')
      await insertProbe(client, table, [{}])
      await client.query('SET LOCAL session_replication_role = origin')
      await act()
    })

  test.each(TABLES)('%s', async (table, assignment) => {
    const RESTRICT = '23001'
    const change = () => client.query(`UPDATE ${table} SET ${assignment}`).then(() => undefined)
    expect(await alone(table, change)).toBe(RESTRICT)
    const remove = () => client.query(`DELETE FROM ${table}`).then(() => undefined)
    expect(await alone(table, remove)).toBe(RESTRICT)
  })

  test('of an invoice, its payment status and the void event move', async () => {
    const change = async () => {
      await client.query(`UPDATE invoices SET payment_status = 'succeeded'`)
      await client.query('UPDATE invoices SET voided_at = now()')
    }
    expect(await alone('invoices', change)).toSatisfy(passes)
  })
})

describe('invariant 10: an entry of the journal balances', () => {
  const post = (amounts: [amount: number, currency: string][]) =>
    refusedBy(client, async () => {
      const entry = crypto.randomUUID()
      const customer = crypto.randomUUID()
      await insertProbe(client, 'customers', [{ id: customer }])
      await insertProbe(client, 'journal_entries', [{ id: entry, customer_id: customer }])
      const rows = amounts.map(([amount_minor, currency]) => ({ entry_id: entry, amount_minor, currency }))
      await insertProbe(client, 'journal_postings', rows)
    })

  test('in each currency, when the transaction commits', async () => {
    const CHECK = '23514'
    const balanced: [number, string][] = [
      [100, 'INR'],
      [-100, 'INR'],
    ]
    expect(await post(balanced)).toBeNull()
    expect(await post([...balanced, [1, 'INR']])).toBe(CHECK)
    const crossed: [number, string][] = [
      [100, 'INR'],
      [-100, 'EUR'],
    ]
    expect(await post(crossed)).toBe(CHECK)
  })
})
