-- The decision asks once in place of three times where nearly everybody is counted: who runs this thousands of times a second
-- feels what each question costs by itself. What it answers is as before.
--
-- Who asks is told in arrays, one element for each key; `packs` are jsonb texts [[id, per day]…]. `catalogs` are places in
-- `families` and `catalog_versions`: what the batch believes of the catalog. `capped`: its customer has a ceiling.
-- `assumed_offset`: the clock's offset that `at` was made with, where there is one to move; otherwise null.
--
-- Most are counted from the plan's part alone: `counted` has their places, `base_used` and `packs_used` (by place, where there
-- are any) their counts after it. `others` tells of everybody else, one by one; `ceiling_left` is null for who has no ceiling.
CREATE OR REPLACE FUNCTION "take_requests"(
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
  told jsonb[] := '{}';
  r record;
  part record;
  used_now bigint;
  pack_used_now bigint;
  packs_now jsonb;
  spent bigint;
  allowed bigint;
  is_new boolean;
  is_whole boolean;
BEGIN
  IF assumed_offset IS NOT NULL THEN
    is_clock_moved := assumed_offset <> (SELECT c."offset_ms" FROM "system_clock" c WHERE c."id" = 1);
    IF is_clock_moved THEN RETURN; END IF;
  END IF;

  -- Nearly everybody, nearly always: the day's row is there, and the plan's part is enough.
  WITH counted AS (
    UPDATE "usage_counters" u SET "used" = u."used" + o.wanted, "updated_at" = at
    FROM (
      SELECT a.* FROM unnest(keys, versions, catalogs, subscriptions, features, opens, bases, capped, wanted)
        WITH ORDINALITY AS a(key, version, catalog, subscription, feature, opens, base, is_capped, wanted, place)
      JOIN "api_keys" k ON k."id" = a.key AND k."version" = a.version
      WHERE NOT a.is_capped AND a.catalog = ANY (ARRAY(
        SELECT b.place FROM unnest(families, catalog_versions) WITH ORDINALITY AS b(family, version, place)
        JOIN "product_families" f ON f."id" = b.family AND f."catalog_version" = b.version))
      ORDER BY a.subscription
    ) o
    WHERE u."subscription_id" = o.subscription AND u."feature_id" = o.feature AND u."window_start" = o.opens
      AND (o.base IS NULL OR u."used" - u."pack_used" + o.wanted <= o.base)
    RETURNING o.place, u."used" - u."pack_used" AS base_used, u."packs"
  )
  SELECT string_agg(c.place::text, ','), string_agg(c.base_used::text, ','),
    jsonb_object_agg(c.place, c."packs") FILTER (WHERE c."packs" <> '{}'), count(*) = cardinality(keys)
  INTO counted, base_used, packs_used, is_whole FROM counted c;
  IF is_whole THEN RETURN; END IF;

  done := string_to_array(counted, ',');
  known := ARRAY(
    SELECT b.place FROM unnest(families, catalog_versions) WITH ORDINALITY AS b(family, version, place)
    JOIN "product_families" f ON f."id" = b.family AND f."catalog_version" = b.version);
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

