import type { Store } from './open-store.ts'

export const settingsSchema = `
  create table if not exists settings (name text primary key, value text not null) strict;
`

/** Small named values that outlive the process: the delivery mode, the clock's offset, the account id. */
export function readSetting(store: Store, name: string): unknown {
  const row = store.prepare('select value from settings where name = ?').get(name)
  return row ? JSON.parse(String(row.value)) : undefined
}

export function writeSetting(store: Store, name: string, value: unknown): void {
  store
    .prepare(
      'insert into settings (name, value) values (?, ?) on conflict (name) do update set value = excluded.value',
    )
    .run(name, JSON.stringify(value))
}

export function removeSetting(store: Store, name: string): void {
  store.prepare('delete from settings where name = ?').run(name)
}
