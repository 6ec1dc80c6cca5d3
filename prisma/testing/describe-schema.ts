import type pg from 'pg'

/** A database's own description of its public schema: one line per thing, comparable as text. */
export async function describeSchema(client: pg.Client): Promise<Set<string>> {
  const columns = await client.query<{ line: string }>(
    `SELECT format('column %I.%I %s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
       CASE WHEN a.attnotnull THEN ' not null' ELSE '' END,
       coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')) AS line
     FROM pg_attribute a
     JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
     LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
     WHERE a.attnum > 0 AND NOT a.attisdropped`,
  )
  const indexes = await client.query<{ line: string }>(
    `SELECT 'index ' || indexdef AS line FROM pg_indexes WHERE schemaname = 'public'`,
  )
  const constraints = await client.query<{ line: string }>(
    `SELECT format('constraint %s %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS line
     FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'u', 'f', 'c', 'x')`,
  )
  const others = await client.query<{ line: string }>(
    `SELECT format('enum %I %s', t.typname, string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder)) AS line
       FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid
       WHERE t.typnamespace = 'public'::regnamespace GROUP BY t.typname
     UNION ALL SELECT format('view %I', relname) FROM pg_class
       WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace
     UNION ALL SELECT format('function %I', proname) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
     UNION ALL SELECT format('trigger %I', tgname) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
       WHERE NOT tgisinternal AND c.relnamespace = 'public'::regnamespace`,
  )
  return new Set([columns, indexes, constraints, others].flatMap(({ rows }) => rows.map((row) => row.line)))
}
