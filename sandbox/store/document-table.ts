import type { Store } from './open-store.ts'

type Value = string | number | null
type Columns = Readonly<Record<string, Value>>

export type DocumentTable<Document extends { readonly id: string }> = {
  readonly insert: (document: Document, columns: Columns) => void
  readonly update: (document: Document, columns?: Columns) => void
  readonly find: (id: string) => Document | null
  readonly column: (id: string, name: string) => Value
  /** Newest first. `where` is SQL over the table's own columns. */
  readonly list: (query: {
    readonly where?: string
    readonly values?: readonly Value[]
    readonly count?: number
    readonly skip?: number
  }) => Document[]
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
  }
}
