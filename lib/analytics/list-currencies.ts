import { database } from '#lib/db/client.ts'

/** The currencies something is sold in, in all families or one; the one most paid terms are in comes first. */
export async function listCurrencies(family: string | undefined): Promise<string[]> {
  const rows = await database().$queryRaw<{ currency: string }[]>`
    SELECT f.currency FROM product_families f
    LEFT JOIN (SELECT s.family_id, count(*) AS sold FROM terms t JOIN subscription_lines l ON l.id = t.line_id
      JOIN subscriptions s ON s.id = l.subscription_id WHERE t.source = 'paid' GROUP BY s.family_id) t
      ON t.family_id = f.id
    WHERE ${family ?? null}::text IS NULL OR f.code = ${family ?? null}
    GROUP BY f.currency ORDER BY coalesce(sum(t.sold), 0) DESC, f.currency`
  return rows.map(({ currency }) => currency)
}
