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

-- `asked`: [{entry, secret, version, catalog, zone, feature, opens, base, packs: [[id, per day]…], wanted}…].
-- `assumed_offset`: the clock's offset that `at` was made with, where there is one to move; otherwise null.
-- `ceiling_left` is null for who has no ceiling.
CREATE FUNCTION "take_requests"(asked jsonb, at timestamptz, real_at timestamptz, assumed_offset bigint)
RETURNS TABLE (
  "entry" integer, "state" text, "base_taken" bigint, "packs_taken" jsonb, "base_used" bigint, "packs_used" jsonb,
  "ceiling_left" bigint
) LANGUAGE plpgsql SET lock_timeout = '3s'
-- A handful of rows of large tables: whatever the statistics say, by index, one table after the other as written.
SET join_collapse_limit = 1 SET random_page_cost = 0
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$
#variable_conflict use_column
DECLARE
  today timestamptz := date_trunc('day', at, 'UTC');
  done integer[] := '{}';
  r record;
  part record;
  used_now bigint;
  pack_used_now bigint;
  packs_now jsonb;
  spent bigint;
  allowed bigint;
  is_new boolean;
BEGIN
  IF assumed_offset <> (SELECT c."offset_ms" FROM "system_clock" c WHERE c."id" = 1) THEN
    RETURN QUERY SELECT 0, 'clock', 0::bigint, '{}'::jsonb, 0::bigint, '{}'::jsonb, NULL::bigint;
    RETURN;
  END IF;
  -- Nearly everybody, nearly always: the day's row is there, and the plan's part is enough.
  packs_taken := '{}';
  state := 'decided';
  FOR entry, base_taken, base_used, packs_used IN
    UPDATE "usage_counters" u SET "used" = u."used" + o."wanted", "updated_at" = at
    FROM (
      SELECT a."entry", a."base", a."wanted", c.ctid AS "place"
      FROM jsonb_to_recordset(asked) AS a("entry" integer, "secret" uuid, "version" integer, "catalog" integer, "zone" text,
        "feature" uuid, "opens" timestamptz, "base" bigint, "wanted" bigint)
      JOIN "api_key_secrets" s ON s."id" = a."secret" AND (s."expires_at" IS NULL OR s."expires_at" > real_at)
      JOIN "api_keys" k ON k."id" = s."api_key_id" AND k."revoked_at" IS NULL AND k."time_zone" = a."zone"
      JOIN "customers" cu ON cu."id" = k."customer_id" AND cu."request_ceiling" IS NULL
      JOIN "subscriptions" sub ON sub."api_key_id" = k."id" AND sub."version" = a."version"
      JOIN "product_families" f ON f."id" = sub."family_id" AND f."catalog_version" = a."catalog"
      JOIN "usage_counters" c ON c."subscription_id" = sub."id" AND c."feature_id" = a."feature" AND c."window_start" = a."opens"
      ORDER BY k."customer_id", sub."id", a."entry"
    ) o
    WHERE u.ctid = o."place" AND (o."base" IS NULL OR u."used" - u."pack_used" + o."wanted" <= o."base")
    RETURNING o."entry", o."wanted", u."used" - u."pack_used", u."packs"
  LOOP
    done := done || entry;
    RETURN NEXT;
  END LOOP;
  IF cardinality(done) = jsonb_array_length(asked) THEN RETURN; END IF;

  FOR r IN
    SELECT a.*, k."customer_id", sub."id" AS "subscription_id", cu."request_ceiling",
      (s."id" IS NULL OR k."revoked_at" IS NOT NULL OR s."expires_at" <= real_at) AS "is_gone",
      (sub."version" IS DISTINCT FROM a."version" OR f."catalog_version" IS DISTINCT FROM a."catalog"
        OR k."time_zone" IS DISTINCT FROM a."zone") AS "is_stale",
      u."used", u."pack_used", u."packs" AS "packs_counted", y."used" AS "spent"
    FROM jsonb_to_recordset(asked) AS a("entry" integer, "secret" uuid, "version" integer, "catalog" integer, "zone" text,
      "feature" uuid, "opens" timestamptz, "base" bigint, "packs" jsonb, "wanted" bigint)
    LEFT JOIN "api_key_secrets" s ON s."id" = a."secret"
    LEFT JOIN "api_keys" k ON k."id" = s."api_key_id"
    LEFT JOIN "customers" cu ON cu."id" = k."customer_id"
    LEFT JOIN "subscriptions" sub ON sub."api_key_id" = k."id"
    LEFT JOIN "product_families" f ON f."id" = sub."family_id"
    LEFT JOIN "usage_counters" u ON u."subscription_id" = sub."id" AND u."feature_id" = a."feature" AND u."window_start" = a."opens"
    LEFT JOIN "ceiling_counters" y ON cu."request_ceiling" IS NOT NULL AND y."customer_id" = cu."id" AND y."window_start" = today
    WHERE a."entry" <> ALL (done)
    ORDER BY k."customer_id", sub."id", a."entry"
  LOOP
    entry := r."entry";
    base_taken := 0;
    packs_taken := '{}';
    base_used := 0;
    packs_used := '{}';
    ceiling_left := NULL;
    IF r."is_gone" OR r."is_stale" THEN
      state := CASE WHEN r."is_gone" THEN 'gone' ELSE 'stale' END;
      RETURN NEXT;
      CONTINUE;
    END IF;
    state := 'decided';
    is_new := r."used" IS NULL;
    used_now := coalesce(r."used", 0);
    pack_used_now := coalesce(r."pack_used", 0);
    packs_now := coalesce(r."packs_counted", '{}');
    spent := NULL;
    LOOP
      allowed := r."wanted";
      IF r."request_ceiling" IS NOT NULL THEN
        allowed := least(allowed, greatest(r."request_ceiling" - coalesce(spent, r."spent", 0), 0));
      END IF;
      part := "split_requests"(allowed, r."base", r."packs", used_now - pack_used_now, packs_now);
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
        VALUES (r."subscription_id", r."feature", r."opens", part.taken, part.taken - part.base_taken, part.packs_taken, at)
        ON CONFLICT DO NOTHING;
      ELSE
        UPDATE "usage_counters" u SET "used" = u."used" + part.taken,
          "pack_used" = u."pack_used" + part.taken - part.base_taken,
          "packs" = CASE WHEN part.packs_taken = '{}' THEN u."packs" ELSE "add_requests"(u."packs", part.packs_taken) END,
          "updated_at" = at
        WHERE u."subscription_id" = r."subscription_id" AND u."feature_id" = r."feature" AND u."window_start" = r."opens"
          AND u."used" = used_now AND u."pack_used" = pack_used_now AND u."packs" = packs_now;
      END IF;
      IF FOUND THEN
        used_now := used_now + part.taken;
        pack_used_now := pack_used_now + part.taken - part.base_taken;
        IF part.packs_taken <> '{}' THEN packs_now := "add_requests"(packs_now, part.packs_taken); END IF;
        base_taken := part.base_taken;
        packs_taken := part.packs_taken;
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
        WHERE u."subscription_id" = r."subscription_id" AND u."feature_id" = r."feature" AND u."window_start" = r."opens"
        FOR NO KEY UPDATE;
    END LOOP;
    base_used := used_now - pack_used_now;
    packs_used := packs_now;
    IF r."request_ceiling" IS NOT NULL THEN
      ceiling_left := greatest(r."request_ceiling" - coalesce(spent, r."spent", 0), 0);
    END IF;
    RETURN NEXT;
  END LOOP;
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
