-- CreateEnum
CREATE TYPE "FamilyHolder" AS ENUM ('customer', 'api_key');

-- AlterTable
ALTER TABLE "product_families" ADD COLUMN     "catalog_version" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "held_by" "FamilyHolder" NOT NULL DEFAULT 'customer',
ADD COLUMN     "prepaid" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "addons" ADD COLUMN     "own_period" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "customers" ADD COLUMN     "request_ceiling" INTEGER;

-- AlterTable
ALTER TABLE "subscriptions" ADD COLUMN     "api_key_id" UUID;

-- AlterTable
ALTER TABLE "usage_counters" ADD COLUMN     "pack_used" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "packs" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "quotes" ADD COLUMN     "note" TEXT;

-- CreateTable
CREATE TABLE "api_keys" (
    "id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key_secrets" (
    "id" UUID NOT NULL,
    "api_key_id" UUID NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_secrets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ceiling_counters" (
    "customer_id" UUID NOT NULL,
    "window_start" TIMESTAMPTZ(3) NOT NULL,
    "used" BIGINT NOT NULL,

    CONSTRAINT "ceiling_counters_pkey" PRIMARY KEY ("customer_id","window_start")
);

-- CreateIndex
CREATE INDEX "api_keys_customer_id_idx" ON "api_keys"("customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_secrets_hash_key" ON "api_key_secrets"("hash");

-- CreateIndex
CREATE INDEX "api_key_secrets_api_key_id_idx" ON "api_key_secrets"("api_key_id");

-- CreateIndex
CREATE UNIQUE INDEX "subscriptions_api_key_id_key" ON "subscriptions"("api_key_id");

-- AddForeignKey
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_keys"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key_secrets" ADD CONSTRAINT "api_key_secrets_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_keys"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ceiling_counters" ADD CONSTRAINT "ceiling_counters_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- ───────────── What Prisma cannot express. Read back by prisma/constraints.db.test.ts. ─────────────

-- One subscription per family, or per family and API key.
DROP INDEX "subscriptions_one_per_family";
CREATE UNIQUE INDEX "subscriptions_one_per_family" ON "subscriptions" ("customer_id", "family_id", "api_key_id") NULLS NOT DISTINCT;

ALTER TABLE "customers" ADD CONSTRAINT "customers_request_ceiling_check" CHECK ("request_ceiling" >= 0);
ALTER TABLE "ceiling_counters" ADD CONSTRAINT "ceiling_counters_used_check" CHECK ("used" >= 0);
ALTER TABLE "usage_counters" ADD CONSTRAINT "usage_counters_pack_used_check" CHECK ("pack_used" >= 0 AND "pack_used" <= greatest("used", 0));
-- Only what is held for a time has a period.
ALTER TABLE "addons" ADD CONSTRAINT "addons_own_period_check" CHECK (NOT "own_period" OR "charge" = 'recurring');

-- A subscription is for a key exactly where its family is held by keys, and for one of its customer's.
CREATE FUNCTION "check_subscription_holder"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW."api_key_id" IS NOT NULL) <> (SELECT "held_by" = 'api_key' FROM "product_families" WHERE "id" = NEW."family_id") THEN
    RAISE EXCEPTION 'a subscription is for an API key where its family is held by keys, and nowhere else'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'subscriptions_holder_check';
  END IF;
  IF NEW."api_key_id" IS NOT NULL
    AND NEW."customer_id" <> (SELECT "customer_id" FROM "api_keys" WHERE "id" = NEW."api_key_id") THEN
    RAISE EXCEPTION 'the API key is another customer''s'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'subscriptions_holder_check';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "subscriptions_holder" BEFORE INSERT OR UPDATE OF "api_key_id", "customer_id", "family_id" ON "subscriptions"
  FOR EACH ROW EXECUTE FUNCTION "check_subscription_holder"();

-- What plans and add-ons grant and cost is remembered by processes that count; they compare this number.
CREATE FUNCTION "raise_catalog_version"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) - ARRAY['seeded', 'updated_at'] END;
  changed jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) - ARRAY['seeded', 'updated_at'] END;
BEGIN
  IF before IS NOT DISTINCT FROM changed THEN RETURN NULL; END IF;
  changed := coalesce(changed, before);
  UPDATE "product_families" SET "catalog_version" = "catalog_version" + 1
  WHERE "id" = CASE WHEN changed ? 'family_id' THEN (changed ->> 'family_id')::uuid ELSE coalesce(
    (SELECT "family_id" FROM "plans" WHERE "id" = (changed ->> 'plan_id')::uuid),
    (SELECT "family_id" FROM "addons" WHERE "id" = (changed ->> 'addon_id')::uuid)) END;
  RETURN NULL;
END $$;
CREATE TRIGGER "plans_raise_catalog_version" AFTER INSERT OR UPDATE OR DELETE ON "plans"
  FOR EACH ROW EXECUTE FUNCTION "raise_catalog_version"();
CREATE TRIGGER "addons_raise_catalog_version" AFTER INSERT OR UPDATE OR DELETE ON "addons"
  FOR EACH ROW EXECUTE FUNCTION "raise_catalog_version"();
CREATE TRIGGER "prices_raise_catalog_version" AFTER INSERT OR UPDATE OR DELETE ON "prices"
  FOR EACH ROW EXECUTE FUNCTION "raise_catalog_version"();
CREATE TRIGGER "grants_raise_catalog_version" AFTER INSERT OR UPDATE OR DELETE ON "grants"
  FOR EACH ROW EXECUTE FUNCTION "raise_catalog_version"();
CREATE TRIGGER "features_raise_catalog_version" AFTER INSERT OR UPDATE OR DELETE ON "features"
  FOR EACH ROW EXECUTE FUNCTION "raise_catalog_version"();
CREATE TRIGGER "addon_plans_raise_catalog_version" AFTER INSERT OR UPDATE OR DELETE ON "addon_plans"
  FOR EACH ROW EXECUTE FUNCTION "raise_catalog_version"();

CREATE FUNCTION "raise_own_catalog_version"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - ARRAY['catalog_version', 'seeded', 'updated_at']
    IS DISTINCT FROM to_jsonb(OLD) - ARRAY['catalog_version', 'seeded', 'updated_at'] THEN
    NEW."catalog_version" := OLD."catalog_version" + 1;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "product_families_raise_catalog_version" BEFORE UPDATE ON "product_families"
  FOR EACH ROW EXECUTE FUNCTION "raise_own_catalog_version"();
-- Its time zone is the catalog's.
CREATE FUNCTION "raise_catalog_versions_of_issuer"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "product_families" SET "catalog_version" = "catalog_version" + 1 WHERE "issuer_id" = NEW."id";
  RETURN NULL;
END $$;
CREATE TRIGGER "issuers_raise_catalog_version" AFTER UPDATE OF "time_zone" ON "issuers" FOR EACH ROW
  WHEN (OLD."time_zone" IS DISTINCT FROM NEW."time_zone") EXECUTE FUNCTION "raise_catalog_versions_of_issuer"();

-- The second wall, as in the migration `row_level_security`. Nobody reads the hash of a secret.
ALTER TABLE "api_keys" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_rows" ON "api_keys" FOR ALL
  USING ("customer_id" = (SELECT "current_customer"())) WITH CHECK ("customer_id" = (SELECT "current_customer"()));
ALTER TABLE "ceiling_counters" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_rows" ON "ceiling_counters" FOR ALL
  USING ("customer_id" = (SELECT "current_customer"())) WITH CHECK ("customer_id" = (SELECT "current_customer"()));
ALTER TABLE "api_key_secrets" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_rows" ON "api_key_secrets" FOR ALL
  USING (EXISTS (SELECT 1 FROM "api_keys" k WHERE k."id" = "api_key_id" AND k."customer_id" = (SELECT "current_customer"())))
  WITH CHECK (EXISTS (SELECT 1 FROM "api_keys" k WHERE k."id" = "api_key_id" AND k."customer_id" = (SELECT "current_customer"())));
GRANT SELECT ON "api_keys", "ceiling_counters" TO "tackon_customer";
GRANT SELECT ("id", "api_key_id", "prefix", "created_at", "expires_at", "last_used_at") ON "api_key_secrets" TO "tackon_customer";
