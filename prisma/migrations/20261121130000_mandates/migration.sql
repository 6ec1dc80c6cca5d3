-- What one unit of a line costs each period, as its payer approved it: a later price does not change that.
ALTER TABLE "billing_agreements" ADD COLUMN     "unit_amount_minor" BIGINT;
-- Which look at the provider wrote it last: an older one is not written over a newer.
ALTER TABLE "billing_agreements" ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 0;

-- One approval charges a line at a time; the next one may be asked for while it does.
CREATE UNIQUE INDEX "billing_agreements_one_charging_per_line" ON "billing_agreements" ("line_id")
  WHERE "line_id" IS NOT NULL AND "status" NOT IN ('pending', 'canceled');
