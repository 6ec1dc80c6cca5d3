-- The second wall (DESIGN invariant 12). What runs in a customer's name does so as the role "tackon_customer" with
-- "app.customer_id" set, for one transaction (lib/db/as-customer.ts): whatever its SQL says, it meets only that
-- customer's rows, and without the setting none. The owner of the tables, who does what no customer may, is not bound.
-- Read back and tried by prisma/row-level-security.db.test.ts.

-- Roles belong to the server, not to the database: another database of the same server may have made it already, and
-- where this owner may not make roles, an administrator did. Becoming it is a step down the owner must be able to take.
DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'tackon_customer') THEN
    CREATE ROLE "tackon_customer" NOLOGIN NOINHERIT;
  END IF;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
  WHEN insufficient_privilege THEN
    RAISE EXCEPTION 'the role tackon_customer is missing, and % may not make it', current_user
      USING HINT = format('as an administrator: CREATE ROLE tackon_customer NOLOGIN; GRANT tackon_customer TO %I WITH INHERIT FALSE, SET TRUE;', current_user);
END $$;

DO $$
BEGIN
  IF NOT pg_has_role(current_user, 'tackon_customer', 'SET') THEN
    EXECUTE format('GRANT "tackon_customer" TO %I WITH INHERIT FALSE, SET TRUE', current_user);
  END IF;
END $$;

CREATE FUNCTION "current_customer"() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT nullif(current_setting('app.customer_id', true), '')::uuid $$;

-- Rows that say themselves whose they are. The setting is read once per statement, so that indexes serve as before.
DO $$
DECLARE
  owned text;
BEGIN
  ALTER TABLE "customers" ENABLE ROW LEVEL SECURITY;
  CREATE POLICY "own_rows" ON "customers" FOR ALL
    USING ("id" = (SELECT "current_customer"())) WITH CHECK ("id" = (SELECT "current_customer"()));
  FOREACH owned IN ARRAY ARRAY[
    'members', 'access_tokens', 'subscriptions', 'subscription_lines', 'billing_agreements', 'terms', 'quotes',
    'purchases', 'payments', 'refunds', 'provider_references', 'invoices', 'credit_notes', 'journal_entries',
    'outbound_messages', 'audit_entries', 'workspace_records'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', owned);
    EXECUTE format('CREATE POLICY "own_rows" ON %I FOR ALL USING ("customer_id" = (SELECT "current_customer"()))'
      ' WITH CHECK ("customer_id" = (SELECT "current_customer"()))', owned);
  END LOOP;
END $$;

-- Rows that are somebody's through the row they belong to.
DO $$
DECLARE
  part text[];
BEGIN
  FOREACH part SLICE 1 IN ARRAY ARRAY[
    ['usage_counters', 'subscription_id', 'subscriptions'],
    ['quote_lines', 'quote_id', 'quotes'],
    ['invoice_lines', 'invoice_id', 'invoices'],
    ['journal_postings', 'entry_id', 'journal_entries']
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', part[1]);
    EXECUTE format('CREATE POLICY "own_rows" ON %1$I FOR ALL'
      ' USING (EXISTS (SELECT 1 FROM %3$I o WHERE o."id" = %1$I.%2$I AND o."customer_id" = (SELECT "current_customer"())))'
      ' WITH CHECK (EXISTS (SELECT 1 FROM %3$I o WHERE o."id" = %1$I.%2$I AND o."customer_id" = (SELECT "current_customer"())))',
      part[1], part[2], part[3]);
  END LOOP;
END $$;

GRANT USAGE ON SCHEMA public TO "tackon_customer";

-- What is on offer is for everyone to read.
GRANT SELECT ON "issuers", "product_families", "plans", "features", "grants", "addons", "addon_plans", "prices",
  "system_clock" TO "tackon_customer";

-- Of its own a customer reads what its pages show. Secrets (tokens) and the books behind the documents are not shown.
GRANT SELECT ON "customers", "members", "subscriptions", "subscription_lines", "billing_agreements", "terms",
  "usage_counters", "quotes", "quote_lines", "purchases", "payments", "refunds", "provider_references", "invoices",
  "invoice_lines", "credit_notes", "outbound_messages", "workspace_records" TO "tackon_customer";

-- And it changes little by itself: everything about money goes through operations of the owner.
GRANT INSERT, UPDATE, DELETE ON "workspace_records" TO "tackon_customer";
GRANT INSERT, UPDATE ON "usage_counters" TO "tackon_customer";
GRANT UPDATE ("seen_at") ON "outbound_messages" TO "tackon_customer";
