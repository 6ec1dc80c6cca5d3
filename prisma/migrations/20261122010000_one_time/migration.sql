-- DropIndex
DROP INDEX "addons_family_id_code_key";

-- AlterTable
ALTER TABLE "addons" ADD COLUMN     "deleted_at" TIMESTAMPTZ(3),
ADD COLUMN     "invoice_display_name" TEXT;

-- AlterTable
ALTER TABLE "invoice_lines" ADD COLUMN     "details" TEXT,
ADD COLUMN     "item_code" TEXT,
ADD COLUMN     "item_name" TEXT,
ALTER COLUMN "quantity" SET DATA TYPE DECIMAL(20,6);

-- AlterTable
ALTER TABLE "credit_notes" ADD COLUMN     "offset_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "reason_code" TEXT NOT NULL DEFAULT 'other';

-- CreateTable
CREATE TABLE "applied_addons" (
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "addon_id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "applied_addons_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credit_note_lines" (
    "id" UUID NOT NULL,
    "credit_note_id" UUID NOT NULL,
    "invoice_line_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "tax_minor" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "credit_note_lines_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "applied_addons_invoice_id_key" ON "applied_addons"("invoice_id");

-- CreateIndex
CREATE INDEX "applied_addons_customer_id_idx" ON "applied_addons"("customer_id");

-- CreateIndex
CREATE INDEX "applied_addons_addon_id_idx" ON "applied_addons"("addon_id");

-- CreateIndex
CREATE INDEX "credit_note_lines_invoice_line_id_idx" ON "credit_note_lines"("invoice_line_id");

-- CreateIndex
CREATE UNIQUE INDEX "credit_note_lines_credit_note_id_position_key" ON "credit_note_lines"("credit_note_id", "position");

-- CreateIndex
CREATE INDEX "addons_family_id_code_idx" ON "addons"("family_id", "code");

-- CreateIndex
CREATE INDEX "invoices_issued_at_idx" ON "invoices"("issued_at" DESC);

-- AddForeignKey
ALTER TABLE "applied_addons" ADD CONSTRAINT "applied_addons_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "applied_addons" ADD CONSTRAINT "applied_addons_addon_id_fkey" FOREIGN KEY ("addon_id") REFERENCES "addons"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "applied_addons" ADD CONSTRAINT "applied_addons_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoices"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_note_lines" ADD CONSTRAINT "credit_note_lines_credit_note_id_fkey" FOREIGN KEY ("credit_note_id") REFERENCES "credit_notes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_note_lines" ADD CONSTRAINT "credit_note_lines_invoice_line_id_fkey" FOREIGN KEY ("invoice_line_id") REFERENCES "invoice_lines"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- ───────────── What Prisma cannot express. Read back by prisma/constraints.db.test.ts. ─────────────

-- A deleted add-on's code is free for another; documents go on naming the old one.
CREATE UNIQUE INDEX "addons_one_live_per_code" ON "addons" ("family_id", "code") WHERE "deleted_at" IS NULL;
ALTER TABLE "applied_addons" ADD CONSTRAINT "applied_addons_amount_check" CHECK ("amount_minor" > 0);

-- What is paid is not void: it is credited.
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_void_check" CHECK ("voided_at" IS NULL OR "payment_status" <> 'succeeded');
ALTER TABLE "credit_notes" ADD CONSTRAINT "credit_notes_offset_check" CHECK ("offset_minor" BETWEEN 0 AND "total_minor");
ALTER TABLE "credit_note_lines" ADD CONSTRAINT "credit_note_lines_amount_check" CHECK ("amount_minor" >= 0 AND "tax_minor" >= 0);
CREATE TRIGGER "credit_note_lines_are_final" BEFORE UPDATE OR DELETE ON "credit_note_lines" FOR EACH ROW EXECUTE FUNCTION "refuse_document_change"();

-- The second wall, as in the migration `row_level_security`.
ALTER TABLE "applied_addons" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_rows" ON "applied_addons" FOR ALL
  USING ("customer_id" = (SELECT "current_customer"())) WITH CHECK ("customer_id" = (SELECT "current_customer"()));
ALTER TABLE "credit_note_lines" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_rows" ON "credit_note_lines" FOR ALL
  USING (EXISTS (SELECT 1 FROM "credit_notes" o WHERE o."id" = "credit_note_lines"."credit_note_id" AND o."customer_id" = (SELECT "current_customer"())))
  WITH CHECK (EXISTS (SELECT 1 FROM "credit_notes" o WHERE o."id" = "credit_note_lines"."credit_note_id" AND o."customer_id" = (SELECT "current_customer"())));
GRANT SELECT ON "applied_addons", "credit_note_lines" TO "tackon_customer";
