-- AlterTable
ALTER TABLE "payments" ADD COLUMN     "invoice_order_id" UUID;

-- CreateTable
CREATE TABLE "invoice_orders" (
    "id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "status" "PurchaseStatus" NOT NULL DEFAULT 'pending',
    "amount_minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "pay_url" TEXT,
    "reason" TEXT,
    "paid_by_payment_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "invoice_orders_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "invoice_orders_paid_by_payment_id_key" ON "invoice_orders"("paid_by_payment_id");

-- CreateIndex
CREATE INDEX "invoice_orders_invoice_id_idx" ON "invoice_orders"("invoice_id");

-- CreateIndex
CREATE INDEX "invoice_orders_customer_id_idx" ON "invoice_orders"("customer_id");

-- CreateIndex
CREATE INDEX "payments_invoice_order_id_idx" ON "payments"("invoice_order_id");

-- AddForeignKey
ALTER TABLE "payments" ADD CONSTRAINT "payments_invoice_order_id_fkey" FOREIGN KEY ("invoice_order_id") REFERENCES "invoice_orders"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_orders" ADD CONSTRAINT "invoice_orders_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoices"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_orders" ADD CONSTRAINT "invoice_orders_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_orders" ADD CONSTRAINT "invoice_orders_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- ───────────── What Prisma cannot express. Read back by prisma/constraints.db.test.ts. ─────────────

-- An invoice is paid once, and by one order at a time.
CREATE UNIQUE INDEX "invoice_orders_one_open_per_invoice" ON "invoice_orders" ("invoice_id") WHERE "status" = 'pending';
CREATE UNIQUE INDEX "invoice_orders_one_paying_per_invoice" ON "invoice_orders" ("invoice_id") WHERE "paid_by_payment_id" IS NOT NULL;
CREATE UNIQUE INDEX "provider_references_one_order_per_invoice_order" ON "provider_references" ("subject_id") WHERE "kind" = 'order' AND "subject" = 'invoice_order';
ALTER TABLE "invoice_orders" ADD CONSTRAINT "invoice_orders_amount_check" CHECK ("amount_minor" > 0);
ALTER TABLE "invoice_orders" ADD CONSTRAINT "invoice_orders_paid_check" CHECK ("status" <> 'fulfilled' OR "paid_by_payment_id" IS NOT NULL);
-- A payment is for one thing.
ALTER TABLE "payments" ADD CONSTRAINT "payments_subject_check" CHECK (num_nonnulls("purchase_id", "invoice_order_id") <= 1);

-- The second wall, as in the migration `row_level_security`.
ALTER TABLE "invoice_orders" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_rows" ON "invoice_orders" FOR ALL
  USING ("customer_id" = (SELECT "current_customer"())) WITH CHECK ("customer_id" = (SELECT "current_customer"()));
GRANT SELECT ON "invoice_orders" TO "tackon_customer";
