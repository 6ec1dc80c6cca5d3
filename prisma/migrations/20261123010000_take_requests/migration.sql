-- The decision about calls with API keys (S2.3, invariant 11): one statement for everybody who asks at the same moment.
-- Callers say what they believe a key may use (`base`, `packs` in order) and of which versions they believe it; whoever
-- is behind is told so ('stale') and nothing is taken. Nothing is written for what is denied.
--
-- Exact under any concurrency: who takes from the plan's part alone is counted by one UPDATE of all their rows, which passes
-- by what was changed since it began; those, and everybody else, by an UPDATE that compares all it was computed from, because
-- what this statement read of the row may be old, and then the row is read again under its lock. Locks are taken by customer
-- (its ceiling), then by subscription, in that order by everybody.

-- What of `wanted` units a counter has left, from the plan's part and then from the packs in order; null is "without limit".
CREATE FUNCTION "split_requests"(
  wanted bigint, base bigint, packs jsonb, base_used bigint, packs_used jsonb,
  OUT base_taken bigint, OUT packs_taken jsonb, OUT taken bigint
) LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  pack jsonb;
  units bigint;
BEGIN
  base_taken := least(wanted, greatest(coalesce(base - base_used, wanted), 0));
  packs_taken := '{}';
  taken := base_taken;
  IF taken = wanted THEN RETURN; END IF;
  FOR pack IN SELECT value FROM jsonb_array_elements(packs) LOOP
    units := wanted - taken;
    units := least(units, greatest(coalesce((pack ->> 1)::bigint - coalesce((packs_used ->> (pack ->> 0))::bigint, 0), units), 0));
    IF units > 0 THEN
      packs_taken := packs_taken || jsonb_build_object(pack ->> 0, units);
      taken := taken + units;
    END IF;
    EXIT WHEN taken = wanted;
  END LOOP;
END $$;

-- Who asks is told in arrays, one element for each key; `packs` are jsonb texts [[id, per day]…]. `catalogs` are places in
-- `families` and `catalog_versions`: what the batch believes of the catalog. `capped`: its customer has a ceiling.
-- `assumed_offset`: the clock's offset that `at` was made with, where there is one to move; otherwise null.
--
-- Most are counted from the plan's part alone: `counted` has their places, `base_used` and `packs_used` (by place, where there
-- are any) their counts after it. `others` tells of everybody else, one by one; `ceiling_left` is null for who has no ceiling.
CREATE FUNCTION "take_requests"(
  keys uuid[], versions integer[], catalogs integer[], subscriptions uuid[], features uuid[], opens timestamptz[],
  bases bigint[], packs text[], capped boolean[], wanted integer[],
  families uuid[], catalog_versions integer[], at timestamptz, assumed_offset bigint,
  OUT is_clock_moved boolean, OUT counted text, OUT base_used text, OUT packs_used jsonb, OUT others jsonb
) LANGUAGE plpgsql SET lock_timeout = '3s'
-- A handful of rows of large tables: whatever the statistics say, by index, one table after the other as written.
SET join_collapse_limit = 1 SET random_page_cost = 0
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$
#variable_conflict use_column
DECLARE
  today timestamptz := date_trunc('day', at, 'UTC');
  known integer[];
  done integer[];
  counts bigint[];
  told jsonb[] := '{}';
  r record;
  part record;
  used_now bigint;
  pack_used_now bigint;
  packs_now jsonb;
  spent bigint;
  allowed bigint;
  is_new boolean;
BEGIN
  is_clock_moved := assumed_offset <> (SELECT c."offset_ms" FROM "system_clock" c WHERE c."id" = 1);
  IF is_clock_moved THEN RETURN; END IF;
  known := ARRAY(
    SELECT b.place FROM unnest(families, catalog_versions) WITH ORDINALITY AS b(family, version, place)
    JOIN "product_families" f ON f."id" = b.family AND f."catalog_version" = b.version);

  -- Nearly everybody, nearly always: the day's row is there, and the plan's part is enough.
  WITH counted AS (
    UPDATE "usage_counters" u SET "used" = u."used" + o.wanted, "updated_at" = at
    FROM (
      SELECT a.* FROM unnest(keys, versions, catalogs, subscriptions, features, opens, bases, capped, wanted)
        WITH ORDINALITY AS a(key, version, catalog, subscription, feature, opens, base, is_capped, wanted, place)
      JOIN "api_keys" k ON k."id" = a.key AND k."version" = a.version
      WHERE a.catalog = ANY (known) AND NOT a.is_capped
      ORDER BY a.subscription
    ) o
    WHERE u."subscription_id" = o.subscription AND u."feature_id" = o.feature AND u."window_start" = o.opens
      AND (o.base IS NULL OR u."used" - u."pack_used" + o.wanted <= o.base)
    RETURNING o.place, u."used" - u."pack_used" AS base_used, u."packs"
  )
  SELECT array_agg(c.place), array_agg(c.base_used), jsonb_object_agg(c.place, c."packs") FILTER (WHERE c."packs" <> '{}')
  INTO done, counts, packs_used FROM counted c;
  counted := array_to_string(done, ',');
  base_used := array_to_string(counts, ',');
  IF cardinality(done) = cardinality(keys) THEN RETURN; END IF;

  FOR r IN
    SELECT a.*, k."customer_id", cu."request_ceiling", u."used", u."pack_used", u."packs" AS "packs_counted", y."used" AS "spent"
    FROM unnest(keys, versions, catalogs, subscriptions, features, opens, bases, packs, wanted)
      WITH ORDINALITY AS a(key, version, catalog, subscription, feature, opens, base, packs, wanted, place)
    LEFT JOIN "api_keys" k ON k."id" = a.key AND k."version" = a.version AND a.catalog = ANY (known)
    LEFT JOIN "customers" cu ON cu."id" = k."customer_id"
    LEFT JOIN "usage_counters" u
      ON u."subscription_id" = a.subscription AND u."feature_id" = a.feature AND u."window_start" = a.opens
    LEFT JOIN "ceiling_counters" y ON cu."request_ceiling" IS NOT NULL AND y."customer_id" = cu."id" AND y."window_start" = today
    WHERE done IS NULL OR a.place <> ALL (done)
    ORDER BY k."customer_id", a.subscription
  LOOP
    -- Something changed since they were read: nothing is taken.
    IF r."customer_id" IS NULL THEN
      told := told || jsonb_build_object('place', r.place, 'state', 'stale');
      CONTINUE;
    END IF;
    is_new := r."used" IS NULL;
    used_now := coalesce(r."used", 0);
    pack_used_now := coalesce(r."pack_used", 0);
    packs_now := coalesce(r."packs_counted", '{}');
    spent := NULL;
    LOOP
      allowed := r.wanted;
      IF r."request_ceiling" IS NOT NULL THEN
        allowed := least(allowed, greatest(r."request_ceiling" - coalesce(spent, r."spent", 0), 0));
      END IF;
      part := "split_requests"(allowed, r.base, r.packs::jsonb, used_now - pack_used_now, packs_now);
      EXIT WHEN part.taken = 0;
      IF r."request_ceiling" IS NOT NULL AND spent IS NULL THEN
        INSERT INTO "ceiling_counters" ("customer_id", "window_start", "used") VALUES (r."customer_id", today, 0)
          ON CONFLICT DO NOTHING;
        SELECT y."used" INTO spent FROM "ceiling_counters" y
          WHERE y."customer_id" = r."customer_id" AND y."window_start" = today FOR NO KEY UPDATE;
        CONTINUE;
      END IF;
      IF is_new THEN
        INSERT INTO "usage_counters" ("subscription_id", "feature_id", "window_start", "used", "pack_used", "packs", "updated_at")
        VALUES (r.subscription, r.feature, r.opens, part.taken, part.taken - part.base_taken, part.packs_taken, at)
        ON CONFLICT DO NOTHING;
      ELSE
        UPDATE "usage_counters" u SET "used" = u."used" + part.taken,
          "pack_used" = u."pack_used" + part.taken - part.base_taken,
          "packs" = CASE WHEN part.packs_taken = '{}' THEN u."packs" ELSE "add_requests"(u."packs", part.packs_taken) END,
          "updated_at" = at
        WHERE u."subscription_id" = r.subscription AND u."feature_id" = r.feature AND u."window_start" = r.opens
          AND u."used" = used_now AND u."pack_used" = pack_used_now AND u."packs" = packs_now;
      END IF;
      IF FOUND THEN
        used_now := used_now + part.taken;
        pack_used_now := pack_used_now + part.taken - part.base_taken;
        IF part.packs_taken <> '{}' THEN packs_now := "add_requests"(packs_now, part.packs_taken); END IF;
        IF spent IS NOT NULL THEN
          UPDATE "ceiling_counters" y SET "used" = y."used" + part.taken
            WHERE y."customer_id" = r."customer_id" AND y."window_start" = today;
          spent := spent + part.taken;
        END IF;
        EXIT;
      END IF;
      -- Somebody else counted in between. Nobody can from here on.
      is_new := false;
      SELECT u."used", u."pack_used", u."packs" INTO STRICT used_now, pack_used_now, packs_now FROM "usage_counters" u
        WHERE u."subscription_id" = r.subscription AND u."feature_id" = r.feature AND u."window_start" = r.opens
        FOR NO KEY UPDATE;
    END LOOP;
    told := told || jsonb_build_object('place', r.place, 'state', 'decided',
      'base_taken', part.base_taken, 'packs_taken', part.packs_taken,
      'base_used', used_now - pack_used_now, 'packs_used', packs_now,
      'ceiling_left',
        CASE WHEN r."request_ceiling" IS NOT NULL THEN greatest(r."request_ceiling" - coalesce(spent, r."spent", 0), 0) END);
  END LOOP;
  others := to_jsonb(told);
END $$;

-- Adds units to the counts by pack.
CREATE FUNCTION "add_requests"(packs jsonb, more jsonb) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  pack record;
BEGIN
  FOR pack IN SELECT m.key, m.value::bigint AS units FROM jsonb_each_text(more) m LOOP
    packs := packs || jsonb_build_object(pack.key, coalesce((packs ->> pack.key)::bigint, 0) + pack.units);
  END LOOP;
  RETURN packs;
END $$;

-- Gives units back to what they were taken from. `units`: [{subscription, feature, opens, pack, ceiling, count}…]: `pack`
-- null is the plan's part, `ceiling` the day of the customer's ceiling they counted against, or null.
CREATE FUNCTION "give_back_requests"(units jsonb, at timestamptz) RETURNS void LANGUAGE plpgsql SET lock_timeout = '3s' AS $$
#variable_conflict use_column
DECLARE
  r record;
BEGIN
  FOR r IN
    SELECT g.*, sub."customer_id"
    FROM jsonb_to_recordset(units) AS g("subscription" uuid, "feature" uuid, "opens" timestamptz, "pack" text,
      "ceiling" timestamptz, "count" bigint)
    JOIN "subscriptions" sub ON sub."id" = g."subscription"
    ORDER BY sub."customer_id", sub."id", g."opens", g."pack"
  LOOP
    IF r."ceiling" IS NOT NULL THEN
      UPDATE "ceiling_counters" y SET "used" = y."used" - r."count"
        WHERE y."customer_id" = r."customer_id" AND y."window_start" = r."ceiling";
    END IF;
    UPDATE "usage_counters" u SET "used" = u."used" - r."count",
      "pack_used" = CASE WHEN r."pack" IS NULL THEN u."pack_used" ELSE u."pack_used" - r."count" END,
      "packs" = CASE WHEN r."pack" IS NULL THEN u."packs"
        ELSE "add_requests"(u."packs", jsonb_build_object(r."pack", -r."count")) END,
      "updated_at" = at
    WHERE u."subscription_id" = r."subscription" AND u."feature_id" = r."feature" AND u."window_start" = r."opens";
  END LOOP;
END $$;

-- A count is the same row again and again: room on its page keeps it there.
ALTER TABLE "usage_counters" SET (fillfactor = 80);

-- Whatever changes what calls with a key may do raises the key's version: what is held, its secrets, its zone, that it was
-- revoked, its customer's ceiling. The catalog has a version of its own.
CREATE FUNCTION "raise_key_version"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  CASE TG_TABLE_NAME
    WHEN 'api_keys' THEN NEW."version" := OLD."version" + 1; RETURN NEW;
    WHEN 'api_key_secrets' THEN UPDATE "api_keys" SET "version" = "version" + 1 WHERE "id" = OLD."api_key_id";
    WHEN 'subscriptions' THEN UPDATE "api_keys" SET "version" = "version" + 1 WHERE "id" = NEW."api_key_id";
    WHEN 'customers' THEN
      UPDATE "api_keys" SET "version" = "version" + 1
      WHERE "id" IN (SELECT "id" FROM "api_keys" WHERE "customer_id" = NEW."id" ORDER BY "id" FOR NO KEY UPDATE);
  END CASE;
  RETURN NULL;
END $$;
CREATE TRIGGER "api_keys_raise_key_version" BEFORE UPDATE OF "revoked_at", "time_zone" ON "api_keys" FOR EACH ROW
  WHEN ((OLD."revoked_at", OLD."time_zone") IS DISTINCT FROM (NEW."revoked_at", NEW."time_zone"))
  EXECUTE FUNCTION "raise_key_version"();
CREATE TRIGGER "api_key_secrets_raise_key_version" AFTER UPDATE OF "expires_at", "hash" ON "api_key_secrets" FOR EACH ROW
  WHEN ((OLD."expires_at", OLD."hash") IS DISTINCT FROM (NEW."expires_at", NEW."hash")) EXECUTE FUNCTION "raise_key_version"();
CREATE TRIGGER "api_key_secrets_raise_key_version_gone" AFTER DELETE ON "api_key_secrets" FOR EACH ROW
  EXECUTE FUNCTION "raise_key_version"();
CREATE TRIGGER "subscriptions_raise_key_version" AFTER UPDATE OF "version" ON "subscriptions" FOR EACH ROW
  WHEN (NEW."api_key_id" IS NOT NULL AND OLD."version" IS DISTINCT FROM NEW."version") EXECUTE FUNCTION "raise_key_version"();
CREATE TRIGGER "customers_raise_key_version" AFTER UPDATE OF "request_ceiling" ON "customers" FOR EACH ROW
  WHEN (OLD."request_ceiling" IS DISTINCT FROM NEW."request_ceiling") EXECUTE FUNCTION "raise_key_version"();
