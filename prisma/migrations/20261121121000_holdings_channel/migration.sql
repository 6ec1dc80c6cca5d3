-- Whoever changes what is held raises the subscription's version (touchSubscription). Open pages are told with the
-- commit, by whichever process made it: the payload is the customer's id (lib/entitlements/holdings-feed.ts).
CREATE FUNCTION "tell_holdings_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('tackon_holdings', NEW."customer_id"::text);
  RETURN NULL;
END $$;

CREATE TRIGGER "subscriptions_tell_change" AFTER UPDATE OF "version" ON "subscriptions"
  FOR EACH ROW WHEN (OLD."version" IS DISTINCT FROM NEW."version") EXECUTE FUNCTION "tell_holdings_changed"();
