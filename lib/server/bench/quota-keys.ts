import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { KEY_FAMILY, REQUESTS } from '#lib/keys/key-family.ts'
import { hashOf, newSecret, prefixOf } from '#lib/keys/secret.ts'

/** Keys on the default tier, as many as told, written in a few statements. Answers their secrets. */
export async function makeKeys(count: number): Promise<string[]> {
  const secrets = Array.from({ length: count }, newSecret)
  const at = (await now()).toString()
  await database().$executeRaw`
    WITH customer AS (
      INSERT INTO customers (id, external_id, name, email, created_at, updated_at)
      VALUES (uuidv7(), uuidv7()::text, 'Bench', uuidv7()::text || '@bench.test', ${at}::timestamptz, ${at}::timestamptz)
      RETURNING id
    ), keys AS (
      INSERT INTO api_keys (id, customer_id, name, created_at)
      SELECT uuidv7(), customer.id, n::text, ${at}::timestamptz FROM customer, generate_series(1, ${count}::int) AS n
      RETURNING id, customer_id, name::int AS n
    ), secrets AS (
      INSERT INTO api_key_secrets (id, api_key_id, prefix, hash, created_at)
      SELECT uuidv7(), keys.id, s.prefix, s.hash, ${at}::timestamptz
      FROM unnest(${secrets.map(prefixOf)}::text[], ${secrets.map(hashOf)}::text[]) WITH ORDINALITY AS s (prefix, hash, n)
      JOIN keys USING (n)
    )
    INSERT INTO subscriptions (id, customer_id, family_id, api_key_id, provider, anchor_at, created_at, updated_at)
    SELECT uuidv7(), keys.customer_id, f.id, keys.id, f.provider, ${at}::timestamptz, ${at}::timestamptz, ${at}::timestamptz
    FROM keys, product_families f WHERE f.code = ${KEY_FAMILY}`
  return secrets
}

/** What the default tier grants a day. */
export async function setDefaultLimit(value: bigint): Promise<void> {
  await database().grant.updateMany({
    where: { feature: { code: REQUESTS }, plan: { isDefault: true, family: { code: KEY_FAMILY } } },
    data: { value },
  })
}
