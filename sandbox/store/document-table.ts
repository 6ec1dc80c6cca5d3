import type { Store } from './open-store.ts'

export type Value = string | number | null
type Columns = Readonly<Record<string, Value>>
/** SQL over the table's own columns, and the values of its marks. */
export type Filter = { readonly where?: string; readonly values?: readonly Value[] }

export type DocumentTable<Document extends { readonly id: string }> = {
  readonly insert: (document: Document, columns: Columns) => void
  readonly update: (document: Document, columns?: Columns) => void
  readonly find: (id: string) => Document | null
  readonly column: (id: string, name: string) => Value
  /** Newest first. */
  readonly list: (query: Filter & { readonly count?: number; readonly skip?: number }) => Document[]
  /** Newest first: those made before the document `after`, or those just newer than the document `before`. */
  readonly page: (
    query: Filter & { readonly count: number; readonly after?: string; readonly before?: string },
  ) => Document[]
  readonly remove: (id: string) => void
}

/**
 * A table that keeps an object exactly as the provider's API shows it (column `body`), beside the few columns
 * that are searched by or that the API does not show. `seq` is the order of creation.
 */
export function documentTable<Document extends { readonly id: string }>({
  store,
  table,
}: {
  readonly store: Store
  readonly table: string
}): DocumentTable<Document> {
  const parse = (row: Record<string, unknown>) => JSON.parse(String(row.body)) as Document
  return {
    insert(document, columns) {
      const names = ['id', 'body', ...Object.keys(columns)]
      const marks = names.map(() => '?').join(', ')
      store
        .prepare(`insert into ${table} (${names.join(', ')}) values (${marks})`)
        .run(document.id, JSON.stringify(document), ...Object.values(columns))
    },
    update(document, columns = {}) {
      const sets = ['body', ...Object.keys(columns)].map((name) => `${name} = ?`).join(', ')
      store
        .prepare(`update ${table} set ${sets} where id = ?`)
        .run(JSON.stringify(document), ...Object.values(columns), document.id)
    },
    find(id) {
      const row = store.prepare(`select body from ${table} where id = ?`).get(id)
      return row ? parse(row) : null
    },
    column(id, name) {
      const value = store.prepare(`select ${name} as value from ${table} where id = ?`).get(id)?.value
      return typeof value === 'string' || typeof value === 'number' ? value : null
    },
    list({ where = 'true', values = [], count = -1, skip = 0 }) {
      return store
        .prepare(`select body from ${table} where ${where} order by seq desc limit ? offset ?`)
        .all(...values, count, skip)
        .map(parse)
    },
    page({ where = 'true', values = [], count, after, before }) {
      const seqOf = `(select seq from ${table} where id = ?)`
      const bound = after ? `seq < ${seqOf}` : before ? `seq > ${seqOf}` : 'true'
      const cursor = after ?? before
      const order = before ? 'asc' : 'desc'
      const found = store
        .prepare(`select body from ${table} where (${where}) and ${bound} order by seq ${order} limit ?`)
        .all(...values, ...(cursor ? [cursor] : []), count)
        .map(parse)
      return before ? found.reverse() : found
    },
    remove(id) {
      store.prepare(`delete from ${table} where id = ?`).run(id)
    },
  }
}
