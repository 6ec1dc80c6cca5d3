-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "CatalogStatus" AS ENUM ('draft', 'published', 'archived');

-- CreateEnum
CREATE TYPE "FeatureKind" AS ENUM ('counter', 'gauge', 'cap', 'flag');

-- CreateEnum
CREATE TYPE "FeatureWindow" AS ENUM ('none', 'day', 'month');

-- CreateEnum
CREATE TYPE "AddonCharge" AS ENUM ('recurring', 'one_time', 'usage');

-- CreateEnum
CREATE TYPE "DecreasePolicy" AS ENUM ('credit', 'period_end');

-- CreateEnum
CREATE TYPE "Availability" AS ENUM ('available', 'included');

-- CreateEnum
CREATE TYPE "UserRole" AS ENUM ('customer', 'admin');

-- CreateEnum
CREATE TYPE "MemberRole" AS ENUM ('owner', 'member');

-- CreateEnum
CREATE TYPE "TermSource" AS ENUM ('paid', 'trial', 'comp', 'included');

-- CreateEnum
CREATE TYPE "QuoteAction" AS ENUM ('add', 'renew');

-- CreateEnum
CREATE TYPE "PurchaseStatus" AS ENUM ('pending', 'paid', 'fulfilled', 'failed', 'expired', 'canceled', 'superseded', 'refunded');

-- CreateEnum
CREATE TYPE "PaymentStatus" AS ENUM ('pending', 'authorized', 'failed', 'captured');

-- CreateEnum
CREATE TYPE "RefundStatus" AS ENUM ('pending', 'processed', 'failed');

-- CreateEnum
CREATE TYPE "InvoicePaymentStatus" AS ENUM ('pending', 'succeeded', 'failed');

-- CreateEnum
CREATE TYPE "JournalAccount" AS ENUM ('cash', 'receivable', 'revenue', 'customer_balance');

-- CreateEnum
CREATE TYPE "MessageChannel" AS ENUM ('email', 'in_app');

-- CreateTable
CREATE TABLE "issuers" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "legal_name" TEXT NOT NULL,
    "address" JSONB NOT NULL,
    "tax_ids" JSONB NOT NULL,
    "country" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "financial_year_start_month" INTEGER NOT NULL,
    "invoice_prefix" TEXT NOT NULL,
    "credit_note_prefix" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "issuers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "document_counters" (
    "issuer_id" UUID NOT NULL,
    "series" TEXT NOT NULL,
    "financial_year" INTEGER NOT NULL,
    "last_sequence" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "document_counters_pkey" PRIMARY KEY ("issuer_id","series","financial_year")
);

-- CreateTable
CREATE TABLE "product_families" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "issuer_id" UUID NOT NULL,
    "prices_include_tax" BOOLEAN NOT NULL DEFAULT true,
    "grace_days" INTEGER NOT NULL DEFAULT 3,
    "seeded" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "product_families_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plans" (
    "id" UUID NOT NULL,
    "family_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "rank" INTEGER NOT NULL,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "status" "CatalogStatus" NOT NULL DEFAULT 'published',
    "seeded" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "plans_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "features" (
    "id" UUID NOT NULL,
    "family_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "kind" "FeatureKind" NOT NULL,
    "window" "FeatureWindow" NOT NULL DEFAULT 'none',
    "sort_order" INTEGER NOT NULL,
    "seeded" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "features_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "grants" (
    "id" UUID NOT NULL,
    "feature_id" UUID NOT NULL,
    "plan_id" UUID,
    "addon_id" UUID,
    "value" BIGINT,

    CONSTRAINT "grants_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "addons" (
    "id" UUID NOT NULL,
    "family_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "charge" "AddonCharge" NOT NULL DEFAULT 'recurring',
    "type" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "is_stackable" BOOLEAN NOT NULL,
    "max_quantity" INTEGER NOT NULL,
    "self_service" BOOLEAN NOT NULL DEFAULT true,
    "decrease" "DecreasePolicy" NOT NULL DEFAULT 'period_end',
    "icon" TEXT,
    "badge" TEXT,
    "sort_order" INTEGER NOT NULL,
    "status" "CatalogStatus" NOT NULL DEFAULT 'published',
    "seeded" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "addons_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "addon_plans" (
    "addon_id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "availability" "Availability" NOT NULL,

    CONSTRAINT "addon_plans_pkey" PRIMARY KEY ("addon_id","plan_id")
);

-- CreateTable
CREATE TABLE "prices" (
    "id" UUID NOT NULL,
    "plan_id" UUID,
    "addon_id" UUID,
    "currency" TEXT NOT NULL,
    "unit_amount_minor" BIGINT NOT NULL,
    "interval_months" INTEGER NOT NULL DEFAULT 1,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "prices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customers" (
    "id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "country" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" "UserRole" NOT NULL DEFAULT 'customer',
    "password_hash" TEXT,
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "members" (
    "customer_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "MemberRole" NOT NULL DEFAULT 'owner',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "members_pkey" PRIMARY KEY ("customer_id","user_id")
);

-- CreateTable
CREATE TABLE "access_tokens" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "customer_id" UUID,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "access_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_links" (
    "hash" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_links_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "rate_limits" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "expire" TIMESTAMPTZ(3),

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "subscriptions" (
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "family_id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "anchor_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "subscriptions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subscription_lines" (
    "id" UUID NOT NULL,
    "subscription_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "plan_id" UUID,
    "addon_id" UUID,
    "auto_renew" BOOLEAN NOT NULL DEFAULT false,
    "cancel_at_period_end" BOOLEAN NOT NULL DEFAULT false,
    "canceled_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3),
    "last_payment_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "subscription_lines_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "terms" (
    "id" UUID NOT NULL,
    "line_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3),
    "unit_amount_minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "source" "TermSource" NOT NULL,
    "purchase_id" UUID,
    "quote_line_id" UUID,
    "root_term_id" UUID,
    "renewal_number" INTEGER NOT NULL DEFAULT 0,
    "period_starts_at" TIMESTAMPTZ(3),
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "terms_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "usage_counters" (
    "subscription_id" UUID NOT NULL,
    "feature_id" UUID NOT NULL,
    "window_start" TIMESTAMPTZ(3) NOT NULL,
    "used" BIGINT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "usage_counters_pkey" PRIMARY KEY ("subscription_id","feature_id","window_start")
);

-- CreateTable
CREATE TABLE "quotes" (
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "subscription_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "subscription_version" INTEGER NOT NULL,
    "currency" TEXT NOT NULL,
    "due_now_minor" BIGINT NOT NULL,
    "violations" JSONB NOT NULL,
    "auto_renew" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "quotes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quote_lines" (
    "id" UUID NOT NULL,
    "quote_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "action" "QuoteAction" NOT NULL,
    "plan_id" UUID,
    "addon_id" UUID,
    "description" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "unit_amount_minor" BIGINT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "billed_days" INTEGER NOT NULL,
    "period_days" INTEGER NOT NULL,
    "interval_months" INTEGER NOT NULL DEFAULT 1,
    "period_starts_at" TIMESTAMPTZ(3) NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "quote_lines_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "purchases" (
    "id" UUID NOT NULL,
    "quote_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "subscription_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "status" "PurchaseStatus" NOT NULL DEFAULT 'pending',
    "provider" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "reason" TEXT,
    "paid_by_payment_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "paid_at" TIMESTAMPTZ(3),
    "fulfilled_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "purchases_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payments" (
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "purchase_id" UUID,
    "provider" TEXT NOT NULL,
    "status" "PaymentStatus" NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "refunded_minor" BIGINT NOT NULL DEFAULT 0,
    "currency" TEXT NOT NULL,
    "method" TEXT,
    "description" TEXT NOT NULL,
    "failure_code" TEXT,
    "failure_description" TEXT,
    "proof" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "captured_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "payments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refunds" (
    "id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "status" "RefundStatus" NOT NULL DEFAULT 'pending',
    "amount_minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "processed_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "refunds_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "provider_references" (
    "id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "customer_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "provider_references_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invoices" (
    "id" UUID NOT NULL,
    "issuer_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "purchase_id" UUID,
    "number" TEXT NOT NULL,
    "financial_year" INTEGER NOT NULL,
    "sequence" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "issue_date" DATE NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "currency" TEXT NOT NULL,
    "subtotal_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL DEFAULT 0,
    "total_minor" BIGINT NOT NULL,
    "payment_status" "InvoicePaymentStatus" NOT NULL,
    "voided_at" TIMESTAMPTZ(3),
    "issuer_snapshot" JSONB NOT NULL,
    "customer_snapshot" JSONB NOT NULL,

    CONSTRAINT "invoices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invoice_lines" (
    "id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "addon_id" UUID,
    "plan_id" UUID,
    "description" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "unit_amount_minor" BIGINT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL DEFAULT 0,
    "period_start" TIMESTAMPTZ(3),
    "period_end" TIMESTAMPTZ(3),

    CONSTRAINT "invoice_lines_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credit_notes" (
    "id" UUID NOT NULL,
    "issuer_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "refund_id" UUID,
    "number" TEXT NOT NULL,
    "financial_year" INTEGER NOT NULL,
    "sequence" INTEGER NOT NULL,
    "issue_date" DATE NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "currency" TEXT NOT NULL,
    "total_minor" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "credit_notes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "journal_entries" (
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "journal_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "journal_postings" (
    "id" UUID NOT NULL,
    "entry_id" UUID NOT NULL,
    "account" "JournalAccount" NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,

    CONSTRAINT "journal_postings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_deliveries" (
    "id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "event_type" TEXT NOT NULL,
    "subject" TEXT,
    "body" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "receipts" INTEGER NOT NULL DEFAULT 1,
    "processed_at" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbound_messages" (
    "id" UUID NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "customer_id" UUID,
    "channel" "MessageChannel" NOT NULL,
    "recipient" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "seen_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,

    CONSTRAINT "outbound_messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "due_work" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "generation" INTEGER NOT NULL DEFAULT 1,
    "fence" INTEGER NOT NULL DEFAULT 0,
    "leased_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "due_work_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "customer_id" UUID,
    "request_id" TEXT,
    "data" JSONB NOT NULL,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_records" (
    "principal" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "leased_until" TIMESTAMPTZ(3),
    "fence" INTEGER NOT NULL DEFAULT 1,
    "status" INTEGER,
    "body" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_records_pkey" PRIMARY KEY ("principal","route","key")
);

-- CreateTable
CREATE TABLE "worker_heartbeats" (
    "worker_id" UUID NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worker_heartbeats_pkey" PRIMARY KEY ("worker_id")
);

-- CreateTable
CREATE TABLE "announcements" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "announcements_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "announcements_seen" (
    "announcement_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "announcements_seen_pkey" PRIMARY KEY ("announcement_id","user_id")
);

-- CreateTable
CREATE TABLE "system_clock" (
    "id" INTEGER NOT NULL,
    "offset_ms" BIGINT NOT NULL,

    CONSTRAINT "system_clock_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "issuers_code_key" ON "issuers"("code");

-- CreateIndex
CREATE UNIQUE INDEX "product_families_code_key" ON "product_families"("code");

-- CreateIndex
CREATE UNIQUE INDEX "plans_family_id_code_key" ON "plans"("family_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "plans_family_id_rank_key" ON "plans"("family_id", "rank");

-- CreateIndex
CREATE UNIQUE INDEX "features_family_id_code_key" ON "features"("family_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "grants_plan_id_feature_id_key" ON "grants"("plan_id", "feature_id");

-- CreateIndex
CREATE UNIQUE INDEX "grants_addon_id_feature_id_key" ON "grants"("addon_id", "feature_id");

-- CreateIndex
CREATE INDEX "addons_type_status_idx" ON "addons"("type", "status");

-- CreateIndex
CREATE INDEX "addons_sort_order_idx" ON "addons"("sort_order");

-- CreateIndex
CREATE UNIQUE INDEX "addons_family_id_code_key" ON "addons"("family_id", "code");

-- CreateIndex
CREATE INDEX "addon_plans_plan_id_idx" ON "addon_plans"("plan_id");

-- CreateIndex
CREATE INDEX "prices_plan_id_idx" ON "prices"("plan_id");

-- CreateIndex
CREATE INDEX "prices_addon_id_idx" ON "prices"("addon_id");

-- CreateIndex
CREATE UNIQUE INDEX "customers_external_id_key" ON "customers"("external_id");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "members_user_id_idx" ON "members"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "access_tokens_hash_key" ON "access_tokens"("hash");

-- CreateIndex
CREATE INDEX "access_tokens_user_id_idx" ON "access_tokens"("user_id");

-- CreateIndex
CREATE INDEX "sign_in_links_user_id_idx" ON "sign_in_links"("user_id");

-- CreateIndex
CREATE INDEX "subscriptions_customer_id_idx" ON "subscriptions"("customer_id");

-- CreateIndex
CREATE INDEX "subscription_lines_customer_id_ends_at_idx" ON "subscription_lines"("customer_id", "ends_at");

-- CreateIndex
CREATE INDEX "subscription_lines_addon_id_idx" ON "subscription_lines"("addon_id");

-- CreateIndex
CREATE UNIQUE INDEX "subscription_lines_subscription_id_addon_id_key" ON "subscription_lines"("subscription_id", "addon_id");

-- CreateIndex
CREATE UNIQUE INDEX "subscription_lines_subscription_id_plan_id_key" ON "subscription_lines"("subscription_id", "plan_id");

-- CreateIndex
CREATE UNIQUE INDEX "terms_quote_line_id_key" ON "terms"("quote_line_id");

-- CreateIndex
CREATE INDEX "terms_line_id_idx" ON "terms"("line_id");

-- CreateIndex
CREATE INDEX "terms_customer_id_idx" ON "terms"("customer_id");

-- CreateIndex
CREATE INDEX "terms_purchase_id_idx" ON "terms"("purchase_id");

-- CreateIndex
CREATE UNIQUE INDEX "terms_root_term_id_renewal_number_key" ON "terms"("root_term_id", "renewal_number");

-- CreateIndex
CREATE INDEX "quotes_customer_id_idx" ON "quotes"("customer_id");

-- CreateIndex
CREATE INDEX "quotes_subscription_id_idx" ON "quotes"("subscription_id");

-- CreateIndex
CREATE INDEX "quote_lines_addon_id_idx" ON "quote_lines"("addon_id");

-- CreateIndex
CREATE UNIQUE INDEX "quote_lines_quote_id_position_key" ON "quote_lines"("quote_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "purchases_quote_id_key" ON "purchases"("quote_id");

-- CreateIndex
CREATE UNIQUE INDEX "purchases_paid_by_payment_id_key" ON "purchases"("paid_by_payment_id");

-- CreateIndex
CREATE INDEX "purchases_customer_id_created_at_idx" ON "purchases"("customer_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "purchases_subscription_id_status_idx" ON "purchases"("subscription_id", "status");

-- CreateIndex
CREATE INDEX "payments_customer_id_created_at_idx" ON "payments"("customer_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "payments_purchase_id_idx" ON "payments"("purchase_id");

-- CreateIndex
CREATE INDEX "payments_created_at_idx" ON "payments"("created_at" DESC);

-- CreateIndex
CREATE INDEX "refunds_payment_id_idx" ON "refunds"("payment_id");

-- CreateIndex
CREATE INDEX "refunds_customer_id_idx" ON "refunds"("customer_id");

-- CreateIndex
CREATE INDEX "provider_references_subject_subject_id_idx" ON "provider_references"("subject", "subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "provider_references_provider_kind_external_id_key" ON "provider_references"("provider", "kind", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "invoices_purchase_id_key" ON "invoices"("purchase_id");

-- CreateIndex
CREATE INDEX "invoices_customer_id_issued_at_idx" ON "invoices"("customer_id", "issued_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "invoices_issuer_id_financial_year_sequence_key" ON "invoices"("issuer_id", "financial_year", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "invoices_issuer_id_number_key" ON "invoices"("issuer_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_lines_invoice_id_position_key" ON "invoice_lines"("invoice_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "credit_notes_refund_id_key" ON "credit_notes"("refund_id");

-- CreateIndex
CREATE INDEX "credit_notes_customer_id_idx" ON "credit_notes"("customer_id");

-- CreateIndex
CREATE INDEX "credit_notes_invoice_id_idx" ON "credit_notes"("invoice_id");

-- CreateIndex
CREATE UNIQUE INDEX "credit_notes_issuer_id_financial_year_sequence_key" ON "credit_notes"("issuer_id", "financial_year", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "credit_notes_issuer_id_number_key" ON "credit_notes"("issuer_id", "number");

-- CreateIndex
CREATE INDEX "journal_entries_customer_id_idx" ON "journal_entries"("customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "journal_entries_kind_subject_id_key" ON "journal_entries"("kind", "subject_id");

-- CreateIndex
CREATE INDEX "journal_postings_entry_id_idx" ON "journal_postings"("entry_id");

-- CreateIndex
CREATE INDEX "webhook_deliveries_subject_idx" ON "webhook_deliveries"("subject");

-- CreateIndex
CREATE INDEX "webhook_deliveries_received_at_idx" ON "webhook_deliveries"("received_at");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_deliveries_provider_event_id_key" ON "webhook_deliveries"("provider", "event_id");

-- CreateIndex
CREATE UNIQUE INDEX "outbound_messages_dedupe_key_key" ON "outbound_messages"("dedupe_key");

-- CreateIndex
CREATE INDEX "outbound_messages_customer_id_channel_created_at_idx" ON "outbound_messages"("customer_id", "channel", "created_at" DESC);

-- CreateIndex
CREATE INDEX "due_work_due_at_idx" ON "due_work"("due_at");

-- CreateIndex
CREATE UNIQUE INDEX "due_work_kind_subject_key" ON "due_work"("kind", "subject");

-- CreateIndex
CREATE INDEX "audit_entries_customer_id_at_idx" ON "audit_entries"("customer_id", "at" DESC);

-- CreateIndex
CREATE INDEX "audit_entries_at_idx" ON "audit_entries"("at" DESC);

-- CreateIndex
CREATE INDEX "idempotency_records_created_at_idx" ON "idempotency_records"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "announcements_code_key" ON "announcements"("code");

-- AddForeignKey
ALTER TABLE "document_counters" ADD CONSTRAINT "document_counters_issuer_id_fkey" FOREIGN KEY ("issuer_id") REFERENCES "issuers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_families" ADD CONSTRAINT "product_families_issuer_id_fkey" FOREIGN KEY ("issuer_id") REFERENCES "issuers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plans" ADD CONSTRAINT "plans_family_id_fkey" FOREIGN KEY ("family_id") REFERENCES "product_families"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "features" ADD CONSTRAINT "features_family_id_fkey" FOREIGN KEY ("family_id") REFERENCES "product_families"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grants" ADD CONSTRAINT "grants_feature_id_fkey" FOREIGN KEY ("feature_id") REFERENCES "features"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grants" ADD CONSTRAINT "grants_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plans"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grants" ADD CONSTRAINT "grants_addon_id_fkey" FOREIGN KEY ("addon_id") REFERENCES "addons"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "addons" ADD CONSTRAINT "addons_family_id_fkey" FOREIGN KEY ("family_id") REFERENCES "product_families"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "addon_plans" ADD CONSTRAINT "addon_plans_addon_id_fkey" FOREIGN KEY ("addon_id") REFERENCES "addons"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "addon_plans" ADD CONSTRAINT "addon_plans_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plans"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "prices" ADD CONSTRAINT "prices_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plans"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "prices" ADD CONSTRAINT "prices_addon_id_fkey" FOREIGN KEY ("addon_id") REFERENCES "addons"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_tokens" ADD CONSTRAINT "access_tokens_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_tokens" ADD CONSTRAINT "access_tokens_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sign_in_links" ADD CONSTRAINT "sign_in_links_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_family_id_fkey" FOREIGN KEY ("family_id") REFERENCES "product_families"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription_lines" ADD CONSTRAINT "subscription_lines_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "subscriptions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription_lines" ADD CONSTRAINT "subscription_lines_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "plans"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscription_lines" ADD CONSTRAINT "subscription_lines_addon_id_fkey" FOREIGN KEY ("addon_id") REFERENCES "addons"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "terms" ADD CONSTRAINT "terms_line_id_fkey" FOREIGN KEY ("line_id") REFERENCES "subscription_lines"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "terms" ADD CONSTRAINT "terms_purchase_id_fkey" FOREIGN KEY ("purchase_id") REFERENCES "purchases"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "terms" ADD CONSTRAINT "terms_quote_line_id_fkey" FOREIGN KEY ("quote_line_id") REFERENCES "quote_lines"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "usage_counters" ADD CONSTRAINT "usage_counters_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "subscriptions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "usage_counters" ADD CONSTRAINT "usage_counters_feature_id_fkey" FOREIGN KEY ("feature_id") REFERENCES "features"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "subscriptions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quote_lines" ADD CONSTRAINT "quote_lines_quote_id_fkey" FOREIGN KEY ("quote_id") REFERENCES "quotes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_quote_id_fkey" FOREIGN KEY ("quote_id") REFERENCES "quotes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "subscriptions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payments" ADD CONSTRAINT "payments_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payments" ADD CONSTRAINT "payments_purchase_id_fkey" FOREIGN KEY ("purchase_id") REFERENCES "purchases"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_issuer_id_fkey" FOREIGN KEY ("issuer_id") REFERENCES "issuers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_purchase_id_fkey" FOREIGN KEY ("purchase_id") REFERENCES "purchases"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_lines" ADD CONSTRAINT "invoice_lines_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoices"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_notes" ADD CONSTRAINT "credit_notes_issuer_id_fkey" FOREIGN KEY ("issuer_id") REFERENCES "issuers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_notes" ADD CONSTRAINT "credit_notes_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_notes" ADD CONSTRAINT "credit_notes_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoices"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_notes" ADD CONSTRAINT "credit_notes_refund_id_fkey" FOREIGN KEY ("refund_id") REFERENCES "refunds"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journal_entries" ADD CONSTRAINT "journal_entries_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journal_postings" ADD CONSTRAINT "journal_postings_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "journal_entries"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outbound_messages" ADD CONSTRAINT "outbound_messages_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "announcements_seen" ADD CONSTRAINT "announcements_seen_announcement_id_fkey" FOREIGN KEY ("announcement_id") REFERENCES "announcements"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "announcements_seen" ADD CONSTRAINT "announcements_seen_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ───────────── What Prisma cannot express. Read back by prisma/constraints.db.test.ts. ─────────────

ALTER TABLE "issuers" ADD CONSTRAINT "issuers_financial_year_start_month_check" CHECK ("financial_year_start_month" BETWEEN 1 AND 12);
ALTER TABLE "document_counters" ADD CONSTRAINT "document_counters_last_sequence_check" CHECK ("last_sequence" >= 0);

-- Catalog: a grant or a price belongs to a plan or to an add-on, never to both or none.
ALTER TABLE "grants" ADD CONSTRAINT "grants_owner_check" CHECK (num_nonnulls("plan_id", "addon_id") = 1);
ALTER TABLE "grants" ADD CONSTRAINT "grants_value_check" CHECK ("value" >= 0);
ALTER TABLE "prices" ADD CONSTRAINT "prices_owner_check" CHECK (num_nonnulls("plan_id", "addon_id") = 1);
ALTER TABLE "prices" ADD CONSTRAINT "prices_unit_amount_check" CHECK ("unit_amount_minor" >= 0);
ALTER TABLE "prices" ADD CONSTRAINT "prices_currency_check" CHECK ("currency" ~ '^[A-Z]{3}$');
ALTER TABLE "prices" ADD CONSTRAINT "prices_interval_check" CHECK ("interval_months" >= 1);
CREATE UNIQUE INDEX "prices_one_active_per_plan" ON "prices" ("plan_id", "currency", "interval_months") WHERE "active" AND "plan_id" IS NOT NULL;
CREATE UNIQUE INDEX "prices_one_active_per_addon" ON "prices" ("addon_id", "currency", "interval_months") WHERE "active" AND "addon_id" IS NOT NULL;
CREATE UNIQUE INDEX "plans_one_default_per_family" ON "plans" ("family_id") WHERE "is_default";
ALTER TABLE "addons" ADD CONSTRAINT "addons_max_quantity_check" CHECK ("max_quantity" >= 1 AND ("is_stackable" OR "max_quantity" = 1));
ALTER TABLE "product_families" ADD CONSTRAINT "product_families_currency_check" CHECK ("currency" ~ '^[A-Z]{3}$');

ALTER TABLE "users" ADD CONSTRAINT "users_email_check" CHECK ("email" = lower("email"));

-- Holdings.
ALTER TABLE "subscription_lines" ADD CONSTRAINT "subscription_lines_item_check" CHECK (num_nonnulls("plan_id", "addon_id") = 1);
ALTER TABLE "terms" ADD CONSTRAINT "terms_quantity_check" CHECK ("quantity" >= 1);
ALTER TABLE "terms" ADD CONSTRAINT "terms_period_check" CHECK ("ends_at" > "starts_at");
ALTER TABLE "terms" ADD CONSTRAINT "terms_paid_by_purchase_check" CHECK ("source" <> 'paid' OR "purchase_id" IS NOT NULL);
ALTER TABLE "usage_counters" ADD CONSTRAINT "usage_counters_used_check" CHECK ("used" >= 0);
CREATE UNIQUE INDEX "subscriptions_one_per_family" ON "subscriptions" ("customer_id", "family_id");

-- Money.
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_due_now_check" CHECK ("due_now_minor" >= 0);
ALTER TABLE "quote_lines" ADD CONSTRAINT "quote_lines_quantity_check" CHECK ("quantity" >= 1);
ALTER TABLE "quote_lines" ADD CONSTRAINT "quote_lines_days_check" CHECK ("billed_days" BETWEEN 0 AND "period_days");
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_amount_check" CHECK ("amount_minor" >= 0);
ALTER TABLE "payments" ADD CONSTRAINT "payments_amount_check" CHECK ("amount_minor" > 0 AND "refunded_minor" BETWEEN 0 AND "amount_minor");
ALTER TABLE "payments" ADD CONSTRAINT "payments_captured_check" CHECK (("status" = 'captured') = ("captured_at" IS NOT NULL));
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_amount_check" CHECK ("amount_minor" > 0);

-- A purchase is handed to its payer under one order, however many requests raced to open it.
CREATE UNIQUE INDEX "provider_references_one_order_per_purchase" ON "provider_references" ("subject_id") WHERE "kind" = 'order' AND "subject" = 'purchase';

-- Invariant 9: a finalized invoice never changes. Only its payment status and the void event move.
CREATE FUNCTION "refuse_document_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION '% is finalized and cannot be deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_TABLE_NAME = 'invoices'
     AND to_jsonb(NEW) - 'payment_status' - 'voided_at' = to_jsonb(OLD) - 'payment_status' - 'voided_at' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is finalized and cannot be changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "invoices_are_final" BEFORE UPDATE OR DELETE ON "invoices" FOR EACH ROW EXECUTE FUNCTION "refuse_document_change"();
CREATE TRIGGER "invoice_lines_are_final" BEFORE UPDATE OR DELETE ON "invoice_lines" FOR EACH ROW EXECUTE FUNCTION "refuse_document_change"();
CREATE TRIGGER "credit_notes_are_final" BEFORE UPDATE OR DELETE ON "credit_notes" FOR EACH ROW EXECUTE FUNCTION "refuse_document_change"();
CREATE TRIGGER "journal_entries_are_final" BEFORE UPDATE OR DELETE ON "journal_entries" FOR EACH ROW EXECUTE FUNCTION "refuse_document_change"();
CREATE TRIGGER "journal_postings_are_final" BEFORE UPDATE OR DELETE ON "journal_postings" FOR EACH ROW EXECUTE FUNCTION "refuse_document_change"();
CREATE TRIGGER "audit_entries_are_final" BEFORE UPDATE OR DELETE ON "audit_entries" FOR EACH ROW EXECUTE FUNCTION "refuse_document_change"();

-- Invariant 10: the postings of an entry sum to zero in each currency when the transaction commits.
CREATE FUNCTION "require_balanced_entry"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "journal_postings" WHERE "entry_id" = NEW."entry_id" GROUP BY "currency" HAVING sum("amount_minor") <> 0) THEN
    RAISE EXCEPTION 'journal entry % does not balance', NEW."entry_id" USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "journal_entries_balance" AFTER INSERT ON "journal_postings"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "require_balanced_entry"();

-- The one clock.
ALTER TABLE "system_clock" ADD CONSTRAINT "system_clock_one_row" CHECK ("id" = 1);
INSERT INTO "system_clock" ("id", "offset_ms") VALUES (1, 0);

-- What waits, for operators and for whoever moves the clock.
CREATE VIEW "waiting_work" AS SELECT "kind", "subject", "due_at", "attempts", "last_error" FROM "due_work";
