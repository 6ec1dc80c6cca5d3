/** Beside each object as the API shows it: what is searched by, and what Razorpay keeps to itself. */
export const razorpaySchema = `
  create table if not exists razorpay_orders (
    seq integer primary key autoincrement,
    id text not null unique,
    body text not null,
    receipt text,
    created_at integer not null,
    capture text not null check (capture in ('automatic', 'manual')),
    uncaptured_ms integer not null
  ) strict;
  create index if not exists razorpay_orders_receipt on razorpay_orders (receipt);

  create table if not exists razorpay_payments (
    seq integer primary key autoincrement,
    id text not null unique,
    body text not null,
    order_id text not null references razorpay_orders (id),
    created_at integer not null,
    refund_due_ms integer
  ) strict;
  create index if not exists razorpay_payments_order on razorpay_payments (order_id);
  create index if not exists razorpay_payments_due on razorpay_payments (refund_due_ms) where refund_due_ms is not null;

  create table if not exists razorpay_refunds (
    seq integer primary key autoincrement,
    id text not null unique,
    body text not null,
    payment_id text not null references razorpay_payments (id),
    created_at integer not null,
    settle_ms integer
  ) strict;
  create index if not exists razorpay_refunds_payment on razorpay_refunds (payment_id);
  create index if not exists razorpay_refunds_due on razorpay_refunds (settle_ms) where settle_ms is not null;

  create table if not exists razorpay_refund_keys (
    key text primary key,
    request text not null,
    answer text not null
  ) strict;

  create table if not exists razorpay_customers (
    seq integer primary key autoincrement,
    id text not null unique,
    body text not null,
    email text,
    contact text,
    created_at integer not null
  ) strict;

  create table if not exists razorpay_plans (
    seq integer primary key autoincrement,
    id text not null unique,
    body text not null,
    created_at integer not null
  ) strict;

  create table if not exists razorpay_subscriptions (
    seq integer primary key autoincrement,
    id text not null unique,
    body text not null,
    plan_id text not null references razorpay_plans (id),
    created_at integer not null,
    facts text not null,
    due_at integer
  ) strict;
  create index if not exists razorpay_subscriptions_plan on razorpay_subscriptions (plan_id);
  create index if not exists razorpay_subscriptions_due on razorpay_subscriptions (due_at) where due_at is not null;

  create table if not exists razorpay_invoices (
    seq integer primary key autoincrement,
    id text not null unique,
    body text not null,
    subscription_id text not null references razorpay_subscriptions (id),
    order_id text not null unique references razorpay_orders (id),
    created_at integer not null,
    is_cycle integer not null
  ) strict;
  create index if not exists razorpay_invoices_subscription on razorpay_invoices (subscription_id);

  create table if not exists razorpay_disputes (
    seq integer primary key autoincrement,
    id text not null unique,
    body text not null,
    payment_id text not null references razorpay_payments (id),
    created_at integer not null
  ) strict;
`
