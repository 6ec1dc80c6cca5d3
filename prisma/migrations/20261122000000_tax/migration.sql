-- CreateEnum
CREATE TYPE "TaxKind" AS ENUM ('gst', 'vat', 'flat');

-- AlterTable
ALTER TABLE "plans" ADD COLUMN     "hsn_sac" TEXT;

-- AlterTable
ALTER TABLE "addons" ADD COLUMN     "hsn_sac" TEXT;

-- AlterTable
ALTER TABLE "invoices" ADD COLUMN     "place_of_supply" TEXT,
ADD COLUMN     "prices_include_tax" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "reverse_charge" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "tax_notes" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "invoice_lines" ADD COLUMN     "hsn_sac" TEXT,
ADD COLUMN     "net_minor" BIGINT,
ADD COLUMN     "provider_tax_minor" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "credit_notes" ADD COLUMN     "tax_minor" BIGINT NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "taxes" (
    "id" UUID NOT NULL,
    "issuer_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "TaxKind" NOT NULL,
    "rate_basis_points" INTEGER NOT NULL,
    "reverse_charge" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "taxes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tax_country_rates" (
    "tax_id" UUID NOT NULL,
    "country" TEXT NOT NULL,
    "rate_basis_points" INTEGER NOT NULL,

    CONSTRAINT "tax_country_rates_pkey" PRIMARY KEY ("tax_id","country")
);

-- CreateTable
CREATE TABLE "tax_assignments" (
    "id" UUID NOT NULL,
    "tax_id" UUID NOT NULL,
    "addon_id" UUID,
    "customer_id" UUID,
    "family_id" UUID,

    CONSTRAINT "tax_assignments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "billing_details" (
    "customer_id" UUID NOT NULL,
    "legal_name" TEXT NOT NULL,
    "line1" TEXT NOT NULL,
    "line2" TEXT NOT NULL DEFAULT '',
    "city" TEXT NOT NULL,
    "postal_code" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT '',
    "state_code" TEXT,
    "country" TEXT NOT NULL,
    "tax_id" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "billing_details_pkey" PRIMARY KEY ("customer_id")
);

-- CreateTable
CREATE TABLE "invoice_line_taxes" (
    "id" UUID NOT NULL,
    "invoice_id" UUID NOT NULL,
    "line_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "rate_basis_points" INTEGER NOT NULL,
    "base_minor" BIGINT NOT NULL,
    "amount_minor" BIGINT NOT NULL,

    CONSTRAINT "invoice_line_taxes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credit_note_taxes" (
    "id" UUID NOT NULL,
    "credit_note_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "rate_basis_points" INTEGER NOT NULL,
    "base_minor" BIGINT NOT NULL,
    "amount_minor" BIGINT NOT NULL,

    CONSTRAINT "credit_note_taxes_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "taxes_issuer_id_code_key" ON "taxes"("issuer_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "tax_assignments_addon_id_tax_id_key" ON "tax_assignments"("addon_id", "tax_id");

-- CreateIndex
CREATE UNIQUE INDEX "tax_assignments_customer_id_tax_id_key" ON "tax_assignments"("customer_id", "tax_id");

-- CreateIndex
CREATE UNIQUE INDEX "tax_assignments_family_id_tax_id_key" ON "tax_assignments"("family_id", "tax_id");

-- CreateIndex
CREATE INDEX "invoice_line_taxes_invoice_id_idx" ON "invoice_line_taxes"("invoice_id");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_line_taxes_line_id_position_key" ON "invoice_line_taxes"("line_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "credit_note_taxes_credit_note_id_position_key" ON "credit_note_taxes"("credit_note_id", "position");

-- AddForeignKey
ALTER TABLE "taxes" ADD CONSTRAINT "taxes_issuer_id_fkey" FOREIGN KEY ("issuer_id") REFERENCES "issuers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tax_country_rates" ADD CONSTRAINT "tax_country_rates_tax_id_fkey" FOREIGN KEY ("tax_id") REFERENCES "taxes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tax_assignments" ADD CONSTRAINT "tax_assignments_tax_id_fkey" FOREIGN KEY ("tax_id") REFERENCES "taxes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tax_assignments" ADD CONSTRAINT "tax_assignments_addon_id_fkey" FOREIGN KEY ("addon_id") REFERENCES "addons"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tax_assignments" ADD CONSTRAINT "tax_assignments_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tax_assignments" ADD CONSTRAINT "tax_assignments_family_id_fkey" FOREIGN KEY ("family_id") REFERENCES "product_families"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "billing_details" ADD CONSTRAINT "billing_details_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_line_taxes" ADD CONSTRAINT "invoice_line_taxes_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoices"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_line_taxes" ADD CONSTRAINT "invoice_line_taxes_line_id_fkey" FOREIGN KEY ("line_id") REFERENCES "invoice_lines"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credit_note_taxes" ADD CONSTRAINT "credit_note_taxes_credit_note_id_fkey" FOREIGN KEY ("credit_note_id") REFERENCES "credit_notes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Lines issued before there were taxes: what was charged is the taxable value. The guard is off for this one statement.
ALTER TABLE "invoice_lines" DISABLE TRIGGER "invoice_lines_are_final";
UPDATE "invoice_lines" SET "net_minor" = "amount_minor" - "tax_minor";
ALTER TABLE "invoice_lines" ENABLE TRIGGER "invoice_lines_are_final";
ALTER TABLE "invoice_lines" ALTER COLUMN "net_minor" SET NOT NULL;


-- ───────────── What Prisma cannot express. Read back by prisma/constraints.db.test.ts. ─────────────

ALTER TABLE "taxes" ADD CONSTRAINT "taxes_rate_check" CHECK ("rate_basis_points" BETWEEN 0 AND 10000);
-- CGST and SGST are half of it each.
ALTER TABLE "taxes" ADD CONSTRAINT "taxes_gst_half_check" CHECK ("kind" <> 'gst' OR "rate_basis_points" % 2 = 0);
ALTER TABLE "taxes" ADD CONSTRAINT "taxes_reverse_charge_check" CHECK ("kind" = 'gst' OR NOT "reverse_charge");
ALTER TABLE "tax_country_rates" ADD CONSTRAINT "tax_country_rates_rate_check" CHECK ("rate_basis_points" BETWEEN 0 AND 10000);
ALTER TABLE "tax_country_rates" ADD CONSTRAINT "tax_country_rates_country_check" CHECK ("country" ~ '^[A-Z]{2}$');
ALTER TABLE "tax_assignments" ADD CONSTRAINT "tax_assignments_owner_check" CHECK (num_nonnulls("addon_id", "customer_id", "family_id") = 1);
ALTER TABLE "billing_details" ADD CONSTRAINT "billing_details_country_check" CHECK ("country" ~ '^[A-Z]{2}$');
ALTER TABLE "billing_details" ADD CONSTRAINT "billing_details_state_check" CHECK (("country" = 'IN') = ("state_code" IS NOT NULL));

-- Taxable value and tax are the total; a line was priced with its tax or without.
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_total_check" CHECK ("subtotal_minor" + "tax_minor" = "total_minor");
ALTER TABLE "invoice_lines" ADD CONSTRAINT "invoice_lines_amount_check" CHECK ("amount_minor" IN ("net_minor", "net_minor" + "tax_minor"));
ALTER TABLE "credit_notes" ADD CONSTRAINT "credit_notes_tax_check" CHECK ("tax_minor" BETWEEN 0 AND "total_minor");

CREATE TRIGGER "invoice_line_taxes_are_final" BEFORE UPDATE OR DELETE ON "invoice_line_taxes" FOR EACH ROW EXECUTE FUNCTION "refuse_document_change"();
CREATE TRIGGER "credit_note_taxes_are_final" BEFORE UPDATE OR DELETE ON "credit_note_taxes" FOR EACH ROW EXECUTE FUNCTION "refuse_document_change"();

-- The second wall, as in the migration `row_level_security`.
ALTER TABLE "billing_details" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_rows" ON "billing_details" FOR ALL
  USING ("customer_id" = (SELECT "current_customer"())) WITH CHECK ("customer_id" = (SELECT "current_customer"()));
ALTER TABLE "tax_assignments" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_rows" ON "tax_assignments" FOR ALL
  USING ("customer_id" = (SELECT "current_customer"())) WITH CHECK ("customer_id" = (SELECT "current_customer"()));
ALTER TABLE "invoice_line_taxes" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_rows" ON "invoice_line_taxes" FOR ALL
  USING (EXISTS (SELECT 1 FROM "invoices" o WHERE o."id" = "invoice_line_taxes"."invoice_id" AND o."customer_id" = (SELECT "current_customer"())))
  WITH CHECK (EXISTS (SELECT 1 FROM "invoices" o WHERE o."id" = "invoice_line_taxes"."invoice_id" AND o."customer_id" = (SELECT "current_customer"())));
ALTER TABLE "credit_note_taxes" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_rows" ON "credit_note_taxes" FOR ALL
  USING (EXISTS (SELECT 1 FROM "credit_notes" o WHERE o."id" = "credit_note_taxes"."credit_note_id" AND o."customer_id" = (SELECT "current_customer"())))
  WITH CHECK (EXISTS (SELECT 1 FROM "credit_notes" o WHERE o."id" = "credit_note_taxes"."credit_note_id" AND o."customer_id" = (SELECT "current_customer"())));
GRANT SELECT ON "billing_details", "invoice_line_taxes", "credit_note_taxes" TO "tackon_customer";
