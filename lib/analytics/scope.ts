import { Prisma } from '#prisma/generated/client.ts'

/** What is looked at: all families or one, and one currency or, where amounts are not added, any. */
export type Scope = { family?: string | undefined; currency?: string | undefined }

/** Rows of a scope, by the columns that say their family's code and their currency. */
export function inScope(
  { family, currency }: Scope,
  columns: { family: Prisma.Sql; currency: Prisma.Sql },
): Prisma.Sql {
  const conditions = [
    ...(family === undefined ? [] : [Prisma.sql`${columns.family} = ${family}`]),
    ...(currency === undefined ? [] : [Prisma.sql`${columns.currency} = ${currency}`]),
  ]
  return conditions.length === 0 ? Prisma.sql`TRUE` : Prisma.join(conditions, ' AND ')
}

/** An instant as a parameter. */
export function instant(at: Temporal.Instant): Prisma.Sql {
  return Prisma.sql`${at.toString()}::timestamptz`
}
