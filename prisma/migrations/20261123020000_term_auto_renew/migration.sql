-- AlterTable
ALTER TABLE "terms" ADD COLUMN     "auto_renew" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "purchases" ADD COLUMN     "charges_saved" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "renews_term_id" UUID;

-- CreateIndex
CREATE INDEX "purchases_renews_term_id_idx" ON "purchases"("renews_term_id");

-- AddForeignKey
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_renews_term_id_fkey" FOREIGN KEY ("renews_term_id") REFERENCES "terms"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- ───────────── What Prisma cannot express. Read back by prisma/constraints.db.test.ts. ─────────────

-- What we renew ourselves is charged to what is saved; nobody clicks.
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_renewal_check"
  CHECK ("renews_term_id" IS NULL OR ("charges_saved" AND "user_id" IS NULL));
-- A term is renewed once, however many look at it at the same time.
CREATE UNIQUE INDEX "purchases_one_renewal" ON "purchases" ("renews_term_id") WHERE "status" IN ('pending', 'fulfilled');
-- What falls due next.
CREATE INDEX "terms_renewing" ON "terms" ("ends_at") WHERE "auto_renew" AND "withdrawn_at" IS NULL;
