/** A table of documents: what the API shows in `body`, beside it the columns it is searched by. */
function documents(table: string, columns: readonly string[], uniques: readonly string[] = []): string {
  const extra = columns.map((column) => `, ${column}`).join('')
  const unique = uniques.map(
    (column) =>
      `create unique index if not exists ${table}_${column} on ${table} (${column}) where ${column} is not null;`,
  )
  return `create table if not exists ${table} (
    seq integer primary key autoincrement, id text not null unique, body text not null${extra}
  ) strict;
  ${unique.join('\n')}`
}

/** `due` is the Unix second at which the object acts by itself next; null when it waits for nothing. */
export const stripeSchema = [
  documents('stripe_customers', ['email text', 'created integer not null']),
  documents('stripe_balance_changes', ['customer text not null']),
  documents('stripe_products', ['active integer not null', 'created integer not null']),
  documents(
    'stripe_prices',
    [
      'product text not null',
      'lookup_key text',
      'active integer not null',
      'type text not null',
      'currency text not null',
    ],
    ['lookup_key'],
  ),
  documents('stripe_payment_methods', ['customer text', 'behaviour text not null']),
  documents('stripe_payment_intents', ['customer text', 'invoice text']),
  documents('stripe_setup_intents', ['customer text']),
  documents('stripe_charges', ['customer text', 'payment_intent text not null']),
  documents('stripe_balance_transactions', ['source text not null']),
  documents('stripe_refunds', ['charge text not null', 'payment_intent text not null']),
  documents('stripe_disputes', ['charge text not null', 'payment_intent text not null']),
  documents('stripe_subscriptions', [
    'customer text not null',
    'status text not null',
    'created integer not null',
    'pending_invoice text',
    'due integer',
  ]),
  documents('stripe_invoices', [
    'customer text not null',
    'subscription text',
    'status text not null',
    'created integer not null',
    'due integer',
  ]),
  documents('stripe_invoice_items', ['customer text not null', 'subscription text', 'invoice text']),
  documents('stripe_invoice_payments', [
    'invoice text not null',
    'payment_intent text not null',
    'status text not null',
  ]),
  documents('stripe_sessions', [
    'customer text',
    'subscription text',
    'payment_intent text',
    'status text not null',
    'due integer',
    'hidden text not null',
  ]),
  documents('stripe_portal_sessions', ['setup_intent text', 'finished integer not null']),
  documents('stripe_test_clocks', []),
  `create table if not exists stripe_items (id text primary key, subscription text not null) strict;
   create index if not exists stripe_items_subscription on stripe_items (subscription);
   create table if not exists stripe_idempotency (
     key text primary key,
     endpoint text not null,
     fingerprint text not null,
     status integer not null,
     request_id text not null,
     body text not null,
     created_ms integer not null
   ) strict;`,
].join('\n')
