-- CreateEnum
CREATE TYPE "AgreementStatus" AS ENUM ('pending', 'active', 'past_due', 'halted', 'canceled');

-- CreateEnum
CREATE TYPE "Effective" AS ENUM ('now', 'period_end');

-- CreateEnum
CREATE TYPE "RefundCause" AS ENUM ('refund', 'dispute');

-- AlterEnum


ALTER TYPE "QuoteAction" ADD VALUE 'reduce';
ALTER TYPE "QuoteAction" ADD VALUE 'plan';

-- DropForeignKey
ALTER TABLE "purchases" DROP CONSTRAINT "purchases_user_id_fkey";

-- AlterTable
ALTER TABLE "subscriptions" ADD COLUMN     "next_plan_id" UUID;

-- AlterTable
ALTER TABLE "subscription_lines" ADD COLUMN     "next_quantity" INTEGER;

-- AlterTable
ALTER TABLE "terms" ADD COLUMN     "grace_ends_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "quotes" ADD COLUMN     "balance_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "preview" JSONB,
ADD COLUMN     "proration_at" TIMESTAMPTZ(3),
ADD COLUMN     "total_minor" BIGINT,
ALTER COLUMN "user_id" DROP NOT NULL;
UPDATE "quotes" SET "total_minor" = "due_now_minor";
ALTER TABLE "quotes" ALTER COLUMN "total_minor" SET NOT NULL;

-- AlterTable
ALTER TABLE "quote_lines" ADD COLUMN     "effective" "Effective" NOT NULL DEFAULT 'now';

-- AlterTable
ALTER TABLE "purchases" ADD COLUMN     "balance_minor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "pay_url" TEXT,
ADD COLUMN     "period_ends_at" TIMESTAMPTZ(3),
ADD COLUMN     "period_starts_at" TIMESTAMPTZ(3),
ALTER COLUMN "user_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "refunds" ADD COLUMN     "cause" "RefundCause" NOT NULL DEFAULT 'refund';

-- CreateTable
CREATE TABLE "billing_agreements" (
    "id" UUID NOT NULL,
    "subscription_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "line_id" UUID,
    "provider" TEXT NOT NULL,
    "status" "AgreementStatus" NOT NULL DEFAULT 'pending',
    "quantity" INTEGER,
    "period_starts_at" TIMESTAMPTZ(3),
    "period_ends_at" TIMESTAMPTZ(3),
    "past_due_since" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "billing_agreements_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "billing_agreements_subscription_id_idx" ON "billing_agreements"("subscription_id");

-- CreateIndex
CREATE INDEX "billing_agreements_line_id_idx" ON "billing_agreements"("line_id");

-- AddForeignKey
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_next_plan_id_fkey" FOREIGN KEY ("next_plan_id") REFERENCES "plans"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "billing_agreements" ADD CONSTRAINT "billing_agreements_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "subscriptions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "billing_agreements" ADD CONSTRAINT "billing_agreements_line_id_fkey" FOREIGN KEY ("line_id") REFERENCES "subscription_lines"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- ───────────── What Prisma cannot express. Read back by prisma/constraints.db.test.ts. ─────────────

ALTER TABLE "billing_agreements" ADD CONSTRAINT "billing_agreements_period_check" CHECK ("period_ends_at" > "period_starts_at");
ALTER TABLE "billing_agreements" ADD CONSTRAINT "billing_agreements_quantity_check" CHECK ("quantity" >= 1);
-- A customer is never billed twice for the same: one agreement at a time bills a whole subscription.
CREATE UNIQUE INDEX "billing_agreements_one_per_subscription" ON "billing_agreements" ("subscription_id")
  WHERE "line_id" IS NULL AND "status" <> 'canceled';
ALTER TABLE "subscription_lines" ADD CONSTRAINT "subscription_lines_next_quantity_check" CHECK ("next_quantity" >= 1);
ALTER TABLE "terms" ADD CONSTRAINT "terms_grace_check" CHECK ("grace_ends_at" >= "ends_at");

-- What is due is what the change costs, less what the credit balance pays. A change that gives credit costs less than nothing.
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_balance_check" CHECK ("balance_minor" >= 0 AND "due_now_minor" = greatest("total_minor", 0) - "balance_minor");
ALTER TABLE "purchases" DROP CONSTRAINT "purchases_amount_check";
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_balance_check" CHECK ("balance_minor" BETWEEN 0 AND greatest("amount_minor", 0));
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_period_check" CHECK ("period_ends_at" > "period_starts_at");
